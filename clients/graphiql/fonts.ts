// Takes the fonts out of GraphiQL's style sheet, which carries 34 of them as `data:`. As files a browser fetches the few
// that it needs, the style sheet is a third of its size, and the content policy need not allow `data:` for fonts.
import type { Plugin } from 'vite';

const FONT = /url\((["']?)data:font\/(\w+);base64,([A-Za-z0-9+/=]+)\1\)/g;

export function fontsAsFiles(): Plugin {
  return {
    name: 'fonts-as-files',
    generateBundle(_, bundle) {
      for (const asset of Object.values(bundle)) {
        if (asset.type !== 'asset' || !asset.fileName.endsWith('.css')) continue;
        asset.source = String(asset.source).replace(FONT, (_match, _quote, format: string, base64: string) => {
          const source = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
          const file = this.emitFile({ type: 'asset', name: `font.${format}`, source });
          return `url(${this.getFileName(file).replace(/^.*\//, '')})`; // beside the style sheet
        });
      }
    },
  };
}
