/* A stream that shows placeholders for content of missing plug-ins, but offers none to add: see blocks/unknown.py. */
(() => {
  const PLACEHOLDER = 'unknown';

  class KeepingStreamBlockDefinition extends window.wagtailStreamField.blocks.StreamBlockDefinition {
    constructor(...args) {
      super(...args);
      // Existing blocks are looked up by name, in a table that is filled by now; this list is only the menu.
      this.groupedChildBlockDefs = this.groupedChildBlockDefs
        .map(([group, blockDefs]) => [group, blockDefs.filter(({ name }) => name !== PLACEHOLDER)])
        .filter(([, blockDefs]) => blockDefs.length);
    }
  }

  window.telepath.register('privacy_blocks.KeepingStreamBlock', KeepingStreamBlockDefinition);
})();
