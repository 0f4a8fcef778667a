import type { FileItem, FileView } from './contract.ts';

type Link = NonNullable<FileView['link']>;

/** How a file stands, as people see it; of a kept one, with its link. */
export const viewOf = (file: FileItem, link?: Link): FileView => {
  const { fileId, purpose, name, contentType, bytes, state, because } = file;
  return {
    ...{ fileId, purpose, name, contentType, bytes, state },
    ...(because === undefined ? {} : { because }),
    ...(link === undefined ? {} : { link }),
  };
};
