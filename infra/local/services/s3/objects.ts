/** The objects of all buckets, version by version. With a folder each is two files there, and outlives a restart. */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const facts = z.strictObject({
  bucket: z.string(),
  key: z.string(),
  versionId: z.string(),
  /** ms since the epoch on the cloud's clock. */
  at: z.number(),
  /** When a newer version or a deletion took its place. */
  supersededAt: z.number().nullable(),
  /** A deletion: the key is gone, older versions are not. */
  marker: z.boolean(),
  etag: z.string(),
  size: z.number(),
  contentType: z.string(),
  contentDisposition: z.string().nullable(),
  cacheControl: z.string().nullable(),
  metadata: z.record(z.string(), z.string()),
});
type Facts = z.output<typeof facts>;

/** One version of an object. */
export interface StoredObject extends Facts {
  readonly body: Uint8Array;
}

export class Objects {
  /** By bucket and key, oldest version first. */
  readonly #kept = new Map<string, StoredObject[]>();
  readonly #folder: string | undefined;

  constructor(folder: string | undefined) {
    this.#folder = folder;
    if (!folder) return;
    mkdirSync(folder, { recursive: true });
    const stored = readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => this.#read(join(folder, name.slice(0, -'.json'.length))));
    for (const one of stored.sort((left, right) => left.at - right.at)) this.#versions(one.bucket, one.key).push(one);
  }

  /** The object as it stands now, or one version of it; undefined for one that is gone. */
  find(bucket: string, key: string, versionId?: string): StoredObject | undefined {
    const versions = this.#versions(bucket, key);
    const found = versionId ? versions.find((one) => one.versionId === versionId) : versions.at(-1);
    return found?.marker ? undefined : found;
  }

  /** What stands now, by key. */
  current(): readonly StoredObject[] {
    return [...this.#kept.values()]
      .flatMap((versions) => versions.slice(-1).filter(({ marker }) => !marker))
      .sort((left, right) => (left.key < right.key ? -1 : 1));
  }

  all(): readonly StoredObject[] {
    return [...this.#kept.values()].flat();
  }

  put(added: Omit<StoredObject, 'supersededAt'>, versioned: boolean): void {
    const versions = this.#versions(added.bucket, added.key);
    const last = versions.at(-1);
    if (last && !versioned) this.forget(last);
    else if (last) {
      last.supersededAt = added.at;
      this.#writeFacts(last);
    }
    const object = { ...added, supersededAt: null };
    this.#versions(added.bucket, added.key).push(object);
    if (this.#folder) replaceFile(`${this.#stem(object)}.bin`, object.body); // before its facts: they make it exist
    this.#writeFacts(object);
  }

  /** Takes one version away for good. */
  forget(object: StoredObject): void {
    const id = idOf(object.bucket, object.key);
    const left = this.#versions(object.bucket, object.key).filter((one) => one !== object);
    if (left.length > 0) this.#kept.set(id, left);
    else this.#kept.delete(id);
    if (!this.#folder) return;
    for (const ending of ['json', 'bin']) rmSync(`${this.#stem(object)}.${ending}`, { force: true });
  }

  #versions(bucket: string, key: string): StoredObject[] {
    const id = idOf(bucket, key);
    const held = this.#kept.get(id) ?? [];
    this.#kept.set(id, held);
    return held;
  }

  #read(stem: string): StoredObject {
    const held = facts.parse(JSON.parse(readFileSync(`${stem}.json`, 'utf8')));
    return { ...held, body: readFileSync(`${stem}.bin`) };
  }

  #writeFacts({ body: _, ...held }: StoredObject): void {
    if (this.#folder) replaceFile(`${this.#stem(held)}.json`, JSON.stringify(held));
  }

  #stem({ versionId }: Pick<Facts, 'versionId'>): string {
    return join(this.#folder ?? '', versionId);
  }
}

const idOf = (bucket: string, key: string): string => `${bucket}\n${key}`;

const replaceFile = (path: string, content: Uint8Array | string): void => {
  writeFileSync(`${path}.new`, content, { mode: 0o600 });
  renameSync(`${path}.new`, path);
};
