import { crc32, inflateSync } from 'node:zlib';
import type { Look } from './verdict.ts';

const SIGNATURE = '\x89PNG\r\n\x1a\n';
/** Samples of a pixel by kind of colour: grey, RGB, palette, grey with alpha, RGB with alpha. */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** No picture of ours needs more when unpacked: 4,000 x 4,000 pixels with alpha. */
const MOST_UNPACKED = 4_000 * (4_000 * 4 + 1);

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

/** Its chunks up to the end, each with a right checksum; undefined where it is cut or altered, or has something behind it. */
const chunksOf = (bytes: Buffer): readonly Chunk[] | undefined => {
  const chunks: Chunk[] = [];
  let at = SIGNATURE.length;
  while (at + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > bytes.length) return undefined;
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) return undefined;
    chunks.push({ type: bytes.toString('latin1', at + 4, at + 8), data: bytes.subarray(at + 8, end - 4) });
    at = end;
    if (chunks.at(-1)?.type === 'IEND') return at === bytes.length ? chunks : undefined;
  }
  return undefined;
};

interface Header {
  readonly width: number;
  readonly height: number;
  /** Bits of a pixel. */
  readonly depth: number;
  readonly interlaced: boolean;
}

const headerOf = (chunk: Chunk | undefined): Header | undefined => {
  if (chunk?.type !== 'IHDR' || chunk.data.length !== 13) return undefined;
  const { data } = chunk;
  const samples = SAMPLES[data[9] ?? -1];
  const [width, height] = [data.readUInt32BE(0), data.readUInt32BE(4)];
  if (!samples || width === 0 || height === 0) return undefined;
  return { width, height, depth: samples * (data[8] ?? 0), interlaced: data[12] === 1 };
};

/** Bytes of all lines when unpacked: a byte that names the filter, and the pixels. */
const unpackedSize = ({ width, height, depth }: Header): number => height * (1 + Math.ceil((width * depth) / 8));

/**
 * The size of a PNG that is whole: what is kept must be there to be printed for years. An interlaced one is refused:
 * documents cannot carry it.
 */
export const pngSize: Look = (given) => {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  if (bytes.toString('latin1', 0, SIGNATURE.length) !== SIGNATURE) return undefined;
  const chunks = chunksOf(bytes);
  const header = headerOf(chunks?.[0]);
  if (!chunks || !header) return undefined;
  if (header.interlaced) return { because: 'It is an interlaced PNG; save it without interlacing.' };
  if (chunks[0] && chunks.some(({ type }) => type === 'acTL'))
    return { because: 'It is an animation; send a picture.' };
  const size = unpackedSize(header);
  if (size > MOST_UNPACKED) return { because: `It is ${header.width} x ${header.height} pixels, which is too much.` };
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  if (unpackedLength(packed, size) !== size) return undefined;
  return { width: header.width, height: header.height };
};

/** How much it unpacks to, and never more than one byte beyond `most`. */
const unpackedLength = (packed: Buffer, most: number): number => {
  try {
    return inflateSync(packed, { maxOutputLength: most + 1 }).length;
  } catch {
    return -1;
  }
};
