import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Objects, type StoredObject } from '../../../infra/local/services/s3/objects.ts';

const anObject = (versionId: string, at: number, text: string): Omit<StoredObject, 'supersededAt'> => ({
  bucket: 'files',
  key: 'kept/a',
  versionId,
  at,
  marker: false,
  etag: '"e"',
  size: text.length,
  contentType: 'text/plain',
  contentDisposition: null,
  cacheControl: null,
  metadata: { by: 'ann' },
  body: Buffer.from(text),
});

test('objects and their versions are there after a restart, what was forgotten is not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-objects-'));
  const first = new Objects(folder);
  first.put(anObject('one', 1, 'old'), true);
  first.put(anObject('two', 2, 'new'), true);
  first.put({ ...anObject('three', 3, 'gone'), key: 'waiting/b' }, true);
  const gone = first.find('files', 'waiting/b');
  if (gone) first.forget(gone);

  const second = new Objects(folder);
  const text = (versionId?: string) => Buffer.from(second.find('files', 'kept/a', versionId)?.body ?? '').toString();
  expect([text(), text('one')]).toEqual(['new', 'old']);
  expect(second.find('files', 'kept/a', 'one')).toMatchObject({ supersededAt: 2, metadata: { by: 'ann' } });
  expect(second.all()).toHaveLength(2);
  rmSync(folder, { recursive: true, force: true });
});
