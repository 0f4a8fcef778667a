import type { Look, Verdict } from './verdict.ts';

/** Frames that every reader knows: baseline, extended and progressive. */
const FRAMES = new Set([0xc0, 0xc1, 0xc2]);
/** Frames that are rare and that documents cannot carry: lossless, hierarchical, arithmetic. */
const OTHER_FRAMES = new Set([0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]);
const SCAN = 0xda;

/** The size of a JPEG from its first frame; undefined where it is none, or is cut. */
export const jpegSize: Look = (given) => {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8 || bytes.readUInt16BE(bytes.length - 2) !== 0xffd9) {
    return undefined;
  }
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (FRAMES.has(marker)) return frameOf(bytes, at);
    if (OTHER_FRAMES.has(marker)) return { because: 'It is a JPEG of a rare kind; save it as a usual one.' };
    if (marker === SCAN) return undefined;
    at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
};

const frameOf = (bytes: Buffer, at: number): Verdict | undefined => {
  const [height, width, colours] = [bytes.readUInt16BE(at + 5), bytes.readUInt16BE(at + 7), bytes[at + 9]];
  if (width === 0 || height === 0 || bytes[at + 4] !== 8) return undefined;
  if (colours !== 1 && colours !== 3) return { because: 'It is a JPEG for printing presses (CMYK); save it as RGB.' };
  return { width, height };
};
