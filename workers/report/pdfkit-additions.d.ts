/** What PDFKit 0.20 takes and its published types (0.17) do not know yet. */
declare namespace PDFKit {
  namespace Mixins {
    interface StructureElementOptions {
      /** Left, top, right, bottom on the page, points from the top-left corner. */
      bbox?: [number, number, number, number];
      /** Which cells a header cell speaks for. */
      scope?: 'Row' | 'Column' | 'Both';
    }
    interface PDFAttachmentOptions {
      /** How the attached file relates to the document (AFRelationship). */
      relationship?: 'Source' | 'Data' | 'Supplement';
    }
  }
}
