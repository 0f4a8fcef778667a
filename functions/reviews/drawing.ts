import { initWasm, Resvg } from '@resvg/resvg-wasm';
import program from '@resvg/resvg-wasm/index_bg.wasm';
import font from 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf';

/** The one font of pictures: without a font of its own the library draws no text, and says nothing. */
export const PICTURE_FONT = 'DejaVu Sans';
/** Drawn at twice the size it is shown in, for sharp screens. */
const PIXELS = 1_056;

let ready: Promise<void> | undefined;

/** A PNG of an SVG: the same drawing is the same bytes. */
export const pngOf = async (svg: string): Promise<Uint8Array> => {
  // A second start is an error of the library's; a first one that failed may be tried again.
  ready ??= initWasm(program).catch((error: unknown) => {
    ready = undefined;
    throw error;
  });
  await ready;
  const drawing = new Resvg(svg, {
    fitTo: { mode: 'width', value: PIXELS },
    font: { fontBuffers: [font], defaultFontFamily: PICTURE_FONT, sansSerifFamily: PICTURE_FONT },
  });
  const picture = drawing.render();
  const png = picture.asPng();
  picture.free();
  drawing.free();
  return png;
};
