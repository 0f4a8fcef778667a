import { crc32, deflateSync } from 'node:zlib';
import type { Cloud } from '../../infra/local/cloud.ts';

const chunk = (type: string, data: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
};

/** A real PNG of one colour; `more` are chunks of its own before the end. */
export const aPng = (
  width = 300,
  height = 200,
  how: { colour?: readonly [number, number, number]; interlaced?: boolean; more?: readonly [string, Buffer][] } = {},
): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, how.interlaced ? 1 : 0], 8);
  const line = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, Buffer.from(how.colour ?? [20, 90, 160]))]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => line)));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    ...(how.more ?? []).map(([type, data]) => chunk(type, data)),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

/** The frame of a JPEG, without a picture in it: enough to read its size from. */
export const aJpeg = (width = 300, height = 200, how: { frame?: number; colours?: number } = {}): Buffer => {
  const { frame = 0xc0, colours = 3 } = how;
  const size = [height >> 8, height & 255, width >> 8, width & 255];
  const parts = Array.from({ length: colours }, (_, nth) => [nth + 1, 0x11, 0]).flat();
  return Buffer.from([0xff, 0xd8, 0xff, frame, 0, 8 + parts.length, 8, ...size, colours, ...parts, 0xff, 0xd9]);
};

export const aPdf = (text = 'hello'): Buffer => Buffer.from(`%PDF-1.7\n% ${text}\n%%EOF\n`);

/** A ZIP file's directory with these names, as Office documents have. */
export const aZip = (names: readonly string[]): Buffer => {
  const entries = names.map((name) => {
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    return Buffer.concat([entry, Buffer.from(name)]);
  });
  const directory = Buffer.concat(entries);
  const first = Buffer.from('PK\x03\x04', 'latin1');
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(names.length, 10);
  end.writeUInt32LE(first.length, 16);
  return Buffer.concat([first, directory, end]);
};

export interface Told {
  readonly purpose: string;
  readonly name: string;
  readonly contentType: string;
}

/** What a browser does with a form: all fields, the file last. */
export const postFile = (cloud: Cloud, form: { url: string; fields: Record<string, string> }, bytes: Uint8Array) => {
  const body = new FormData();
  for (const [name, value] of Object.entries(form.fields)) body.set(name, value);
  body.set('file', new Blob([Buffer.from(bytes)]), 'file');
  return cloud.storage.send('POST', form.url, { body });
};

/** Begins an upload, sends the file and lets the program look at it; its id. For a team's cookie, a file of the program. */
export const sendFile = async (
  cloud: Cloud,
  who: { cookie: string; team?: boolean },
  told: Told,
  bytes: Uint8Array,
): Promise<string> => {
  const path = who.team ? '/api/ops/uploads' : '/api/portal/uploads';
  const started = await cloud.http('POST', path, { cookie: who.cookie, body: { ...told, bytes: bytes.length } });
  if (started.status !== 201) throw new Error(started.text);
  const sent = await postFile(cloud, started.json(), bytes);
  if (sent.status !== 204) throw new Error(Buffer.from(sent.body).toString());
  await cloud.settle();
  return started.json().fileId;
};

export const aLogo = { purpose: 'logo', name: 'logo.png', contentType: 'image/png' } as const;
