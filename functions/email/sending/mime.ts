import type MimeNode from 'nodemailer/lib/mime-node';
import { encode, wrap } from 'nodemailer/lib/qp';

const END = '\r\n\r\n';

/**
 * The message as it goes out. nodemailer's own `build` writes the same by streams, several for each part, which cost more
 * than the writing of the letter; a test holds both equal. Texts are quoted-printable, pictures and calendars base64.
 */
export const written = (node: MimeNode): Buffer => Buffer.from(textOf(node), 'latin1');

const textOf = (node: MimeNode): string => {
  // First: it is what sets the boundary.
  const head = `${node.buildHeaders()}${END}`;
  if (!node.multipart) return `${head}${contentOf(node)}`;
  const parts = node.childNodes.map((child) => `--${node.boundary}\r\n${textOf(child)}`);
  return `${head}${parts.join('\r\n')}\r\n--${node.boundary}--\r\n`;
};

const contentOf = (node: MimeNode): string => {
  const { content } = node;
  if (node.getHeader('content-transfer-encoding') !== 'base64') return wrap(encode(String(content ?? '')));
  const bytes = Buffer.isBuffer(content) ? content : Buffer.from(String(content ?? ''));
  return (
    bytes
      .toString('base64')
      .match(/.{1,76}/g)
      ?.join('\r\n') ?? ''
  );
};
