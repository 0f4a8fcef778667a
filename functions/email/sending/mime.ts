import type MimeNode from 'nodemailer/lib/mime-node';
import { encode, wrap } from 'nodemailer/lib/qp';

const END = '\r\n\r\n';

/**
 * The message as it goes out. nodemailer's own `build` writes the same by streams, several for each part, which cost more
 * than the writing of the letter; a test holds both equal. Parts are texts, quoted-printable.
 */
export const written = (node: MimeNode): Buffer => Buffer.from(textOf(node), 'latin1');

const textOf = (node: MimeNode): string => {
  // First: it is what sets the boundary.
  const head = `${node.buildHeaders()}${END}`;
  if (!node.multipart) return `${head}${wrap(encode(String(node.content ?? '')))}`;
  const parts = node.childNodes.map((child) => `--${node.boundary}\r\n${textOf(child)}`);
  return `${head}${parts.join('\r\n')}\r\n--${node.boundary}--\r\n`;
};
