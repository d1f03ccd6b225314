/**
 * How strongly each frequency is in a curve that repeats, by the fast Fourier transform (Cooley and Tukey, 1965). Entry `k` is the
 * amplitude, half of its way from top to bottom, of what comes back `k` times.
 * @param values as many as a power of two
 */
export function findSpectrum(values: Float64Array): Float64Array {
  const count = values.length;
  const real = new Float64Array(count);
  const imaginary = new Float64Array(count);
  const bits = Math.log2(count);
  for (let at = 0; at < count; at++) {
    let mirrored = 0;
    for (let bit = 0; bit < bits; bit++) mirrored = (mirrored << 1) | ((at >> bit) & 1);
    real[mirrored] = values[at] ?? 0;
  }
  for (let size = 2; size <= count; size *= 2) {
    const half = size / 2;
    for (let first = 0; first < count; first += size) {
      for (let place = 0; place < half; place++) {
        const angle = (-2 * Math.PI * place) / size;
        const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
        const [low, high] = [first + place, first + place + half];
        const turnedReal = (real[high] ?? 0) * cosine - (imaginary[high] ?? 0) * sine;
        const turnedImaginary = (real[high] ?? 0) * sine + (imaginary[high] ?? 0) * cosine;
        real[high] = (real[low] ?? 0) - turnedReal;
        imaginary[high] = (imaginary[low] ?? 0) - turnedImaginary;
        real[low] = (real[low] ?? 0) + turnedReal;
        imaginary[low] = (imaginary[low] ?? 0) + turnedImaginary;
      }
    }
  }
  const amplitudes = new Float64Array(count / 2);
  for (let at = 0; at < amplitudes.length; at++) {
    const size = Math.hypot(real[at] ?? 0, imaginary[at] ?? 0) / count;
    amplitudes[at] = at === 0 ? size : 2 * size;
  }
  return amplitudes;
}
