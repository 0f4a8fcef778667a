import type { FileItem, FileView } from './contract.ts';

const viewOf = ({ fileId, purpose, name, contentType, bytes, state, because }: FileItem): FileView => ({
  fileId,
  purpose,
  name,
  contentType,
  bytes,
  state,
  ...(because === undefined ? {} : { because }),
});

/** How a file stands; of a kept one, with the link that `sign` makes. */
export const showFile = async (
  file: FileItem,
  seconds: number,
  now: Date,
  sign: (file: FileItem, seconds: number) => Promise<string>,
): Promise<FileView> => {
  if (file.state !== 'kept') return viewOf(file);
  const expiresAt = new Date(now.getTime() + seconds * 1000).toISOString();
  return { ...viewOf(file), link: { url: await sign(file, seconds), expiresAt } };
};
