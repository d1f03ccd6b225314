/**
 * Strings that links of version 1 write as a number: ids of the catalogue, keys of assumptions, usual names of blocks and
 * prefixes of their ids, the most common first.
 * FROZEN: links that exist read their numbers in this list, so it is never sorted, changed or added to, even when the
 * catalogue changes. Strings outside it stand in the link themselves.
 */
const WORDS = `
b l megatron-core dgx-h100 dgx-a100-80 dgx-h200 dgx-b200 gb200-nvl72 gb300-nvl72 gb200-nvl72-tray mi300x-8
tpu-v5p-host aws-trn2-ultraserver qm9700 q3400 qm8700 sn5600 tomahawk5-box ib-ndr ib-hdr ib-xdr roce-400
roce-800 nvlink4 nvlink5 regional metro-az llama3.1-405b llama3.1-70b llama3.1-8b llama3-8b llama3-70b
deepseek-v3 gpt3-175b mixtral-8x7b h100-sxm5-80gb a100-sxm4-80gb h200-sxm5-141gb b200-sxm-180gb gb200 gb300
mi300x tpu-v5p trainium2 v100-sxm2-32gb v100-pcie-32gb t4 a100-sxm4-40gb a100-pcie-40gb a100-pcie-80gb a30 a10
a10g a40 rtx-a6000 rtx-3090 l4 l40 l40s rtx-4090 rtx-5090 rtx-pro-6000-blackwell-server h100-pcie-80gb
h100-nvl-94gb h800-sxm5-80gb h20-96gb h200-nvl-141gb gh200-96gb gh200-144gb b100-sxm b300-sxm-288gb rubin-r200
gb10 mi250x mi325x mi350x mi355x mi455x mi300a gaudi2 gaudi3 max-1550 tpu-v2 tpu-v3 tpu-v4 tpu-v5e tpu-v6e
tpu-v7 trainium1 trainium3 inferentia2 cerebras-wse3 groq-lpu-v1 sambanova-sn40l tt-wormhole-n150
tt-wormhole-n300 tt-blackhole-p150 ascend-910b ascend-910c ascend-950dt mtt-s4000 mtt-s5000 mlu590
cloud-ai-100-std cloud-ai-100-ultra jetson-orin-nano-super jetson-agx-orin-64gb jetson-agx-thor-t5000
apple-m2-ultra apple-m3-ultra apple-m4-max hailo-8 hailo-10h coral-edge-tpu dgx-v100 dgx-2 dgx-a100-40 dgx-h800
hgx-h20 dgx-b300 gh200-node gb200-nvl36 vera-rubin-nvl72 mi250x-node mi325x-8 mi350x-8 mi355x-8 helios-mi455x
gaudi2-8 gaudi3-8 l40s-8 rtx-pro-6000-8 rtx4090-8 rtx5090-8 dgx-spark mac-studio-m3-ultra cs-3 cloudmatrix-384
mtt-s5000-8 groq-rack jetson-thor-devkit tpu-v2-host tpu-v3-host tpu-v4-host tpu-v5e-host tpu-v6e-host
tpu-v7-host aws-p3-16xlarge aws-p4d aws-p4de aws-p5 aws-p5-4xlarge aws-p5e aws-p5en aws-p6-b200 aws-p6-b300
aws-p6e-gb200 aws-trn1 aws-trn1n aws-trn2 aws-trn3-gen1 aws-trn3-gen2 aws-inf2 aws-g5 aws-g6 aws-g6e
az-nd40rs-v2 az-nd96asr-a100-v4 az-nd96amsr-a100-v4 az-nd96isr-h100-v5 az-nd96isr-h200-v5 az-nd128isr-gb200-v6
az-nd128isr-gb300-v6 az-nd96isr-mi300x-v5 az-nc24ads-a100 az-nc96ads-a100 az-nc40ads-h100 az-nc80adis-h100
gcp-a2-highgpu-8g gcp-a2-megagpu-16g gcp-a2-ultragpu-8g gcp-a3-highgpu-8g gcp-a3-megagpu-8g gcp-a3-ultragpu-8g
gcp-a4-highgpu-8g gcp-a4x-highgpu-4g oci-bm-gpu4-8 oci-bm-gpu-a100-v2-8 oci-bm-gpu-h100-8 oci-bm-gpu-h200-8
oci-bm-gpu-b200-8 oci-bm-gpu-mi300x-8 oci-bm-gpu-mi355x-8 oci-bm-gpu-gb200-4 oci-bm-gpu-l40s-4 oci-bm-gpu-a10-4
neo-h100-8 neo-h200-8 neo-b200-8 neo-gb200-4 neo-mi300x-8 neo-a100-8 lambda-v100-8 nvlink2 nvlink3 nvlink6
nvlink-c2c pcie3x16 pcie4x16 pcie5x16 pcie6x16 ib-edr ib-gdr roce-100 roce-200 roce-1600 slingshot11
omnipath-cn5000 efa1 efa2 efa3 efa4 gpudirect-tcpx gpudirect-tcpxo infinity-if3 infinity-if4 infinity-if4-350
ici-v2 ici-v3 ici-v4 ici-v5e ici-v5p ici-v6e ici-v7 neuronlink2 neuronlink3 neuronlink4 gaudi2-roce gaudi3-roce
ualink-200g uec-1.0 ub-ascend hccs mtlink thunderbolt5 ocs-palomar nvswitch1 nvswitch2 nvswitch3 nvswitch4
nvl72-switch-tray nvswitch5 sb7890 sn3700 sn4700 sn5400 sn6600 arista-7060x6 rosetta same-building campus
us-east-us-central us-east-us-west us-east-eu-west eu-west-ap-southeast us-west-ap-northeast leo-satellite
gpt2-xl gpt3-small gpt3-medium gpt3-large gpt3-xl gpt3-2.7b gpt3-6.7b gpt3-13b megatron-1.7b megatron-3.6b
megatron-7.5b megatron-18.4b megatron-39.1b megatron-76.1b megatron-145.6b megatron-310.1b megatron-529.6b
megatron-1008b megatron-22b gopher-280b chinchilla-70b bloom-176b palm-8b palm-62b palm-540b falcon-7b
falcon-40b falcon-180b llama1-7b llama1-13b llama1-33b llama1-65b llama2-7b llama2-13b llama2-70b llama3.2-1b
llama3.2-3b llama4-scout llama4-maverick mistral-7b mistral-nemo-12b mistral-small-24b mistral-large2-123b
mixtral-8x22b qwen2.5-0.5b qwen2.5-1.5b qwen2.5-3b qwen2.5-7b qwen2.5-14b qwen2.5-32b qwen2.5-72b qwen2-7b
qwen2-72b qwen2-57b-a14b qwen3-0.6b qwen3-1.7b qwen3-4b qwen3-8b qwen3-14b qwen3-32b qwen3-30b-a3b
qwen3-235b-a22b qwen3-coder-480b-a35b qwen3-next-80b-a3b qwen3.5-35b-a3b qwen3.5-122b-a10b qwen3.5-397b-a17b
qwen3.5-27b deepseek-v2 deepseek-v2-lite deepseek-r1 deepseek-v3.2 kimi-k2 kimi-k2.5 glm-4.5 glm-4.5-air glm-5
ling-1t gpt-oss-20b gpt-oss-120b gemma2-2b gemma2-9b gemma2-27b gemma3-1b gemma3-4b gemma3-12b gemma3-27b
nemotron4-15b nemotron4-340b nemotron-h-56b nemotron3-nano-30b-a3b nemotron3-super-120b-a12b
nemotron3-ultra-550b-a55b grok-1 dbrx arctic-480b olmo2-7b olmo2-13b olmo2-32b olmoe-1b-7b minimax-text-01
minimax-m2 phi-2 phi-3-mini phi-3-medium phi-4 phi-3.5-moe command-r-plus yi-34b pythia-12b mimo-7b bert-base
bert-large t5-3b t5-11b vit-b16 vit-l16 vit-h14 vit-22b dit-xl-2 whisper-large-v3 clip-vit-l14 flux1-dev
wan2.1-14b dlrm-mlperf-v0.7 dlrm-dcnv2 sdxl-unet us-va us-oh us-sc us-ia us-tx us-az us-ca-n us-ca-s us-or us-wa
ca-on ca-qc mx br-sp cl ie uk fr de nl be ch it es pl se fi no il ae qa sa bh za za-ct in-mum in-del in-chn sg
id hk tw jp-tyo jp-osa kr au-syd au-mel cn-bj
megatron-core-serial megatron-bridge megatron-bridge-overlap megatron-rocm megatron-lm-2021 megatron-deepspeed
deepspeed-zero3 megascale internevo eager-fsdp torchtitan maxtext gaudi neuron dual-pipe generic
acceleratorFailures asynchronousBlockingFraction burnInFactor cableFailures checkpointBytesPerParameter
checkpointIntervalSeconds checkpointKind colocationRate cooling depreciationYears electricityPrice
embodiedPerAccelerator embodiedPerHost failurePreset grid gridCarbon hostFailures lifetimeYears maintenanceStops
networkFailures ownedUtilization paymentBasis peerWriteBytesPerSecond plannedStopFraction pue recoveryPreset
region rentRate rentalCommitment rentalOffer softwareFailures spareConfidence spareFraction switchFailures
unknownFailures waterRate Site Hall Row Rack Node Accelerator Switch Storage Building Pod Spine Leaf Aggregation
SuperPOD Border site hall row rack node accelerator switch storage building aggregation pod cluster tor spine
leaf unit group rail slice cube host server east west central
`;

/** Names of more than one word. */
const NAMES = [
  'DGX H100',
  'DGX A100',
  'DGX H200',
  'DGX B200',
  'HGX H100',
  'HGX H200',
  'GB200 NVL72',
  'GB300 NVL72',
  'MI300X node',
  'TPU v5p host',
  'Trn2 UltraServer',
  'Scalable unit',
  'Rail group',
  'Rail switch',
  'Rack switch',
  'Cluster switch',
  'Availability zone',
  'Local storage',
];

/** The frozen list; the first entry is the empty string. */
export const DICTIONARY_V1: readonly string[] = ['', ...WORDS.trim().split(/\s+/), ...NAMES];
