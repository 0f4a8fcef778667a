import * as z from 'zod';

const CONTROL = /[\p{Cc}\p{Cf}]/u;
const CONTROL_BUT_LINES = /(?!\n)[\p{Cc}\p{Cf}]/u;

/** One line a person typed: NFC, trimmed, no control, bidi or zero-width character (they hide text or split headers). */
export const line = (max: number) =>
  z
    .string()
    .min(1)
    .max(max * 2)
    .transform((text) => text.normalize('NFC').trim())
    .pipe(
      z
        .string()
        .min(1)
        .max(max)
        .refine((text) => !CONTROL.test(text), 'must be one line of plain text, without control characters'),
    );

/** Several lines a person typed. */
export const paragraph = (max: number) =>
  z
    .string()
    .min(1)
    .max(max * 2)
    .transform((text) => text.normalize('NFC').replaceAll('\r\n', '\n').trim())
    .pipe(
      z
        .string()
        .min(1)
        .max(max)
        .refine((text) => !CONTROL_BUT_LINES.test(text), 'must be plain text, without control characters'),
    );

/** An ISO 8601 instant in UTC with milliseconds, as `new Date().toISOString()` writes it. */
export const instant = z.iso.datetime({ precision: 3 });
export const id = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, 'must be an id of 26 letters and digits');

const FREE_MAIL_DOTLESS = new Set(['gmail.com', 'googlemail.com']);

/**
 * An e-mail address as we keep it: ASCII, lower-case domain, local part at most 64 and all at most 254 characters
 * (RFC 5321). `z.email()` alone lets a local part of 80 characters pass.
 */
export const emailAddress = z
  .string()
  .max(254, 'is longer than an e-mail address can be')
  .transform((text) => text.normalize('NFC').trim())
  .pipe(z.email('is not an e-mail address'))
  .refine((text) => text.lastIndexOf('@') <= 64, 'has more than 64 characters before the @')
  .transform((text) => {
    const at = text.lastIndexOf('@');
    return `${text.slice(0, at)}@${text.slice(at + 1).toLowerCase()}`;
  });

/** The same mailbox, however it is spelt: case, `+tag`, and the dots that Gmail ignores [F1]. Only for comparing. */
export const sameMailbox = (address: string): string => {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1).toLowerCase();
  const local = (address.slice(0, at).toLowerCase().split('+')[0] ?? '').trim();
  if (!FREE_MAIL_DOTLESS.has(domain)) return `${local}@${domain}`;
  return `${local.replaceAll('.', '')}@gmail.com`;
};
