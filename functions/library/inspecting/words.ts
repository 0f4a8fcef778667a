import type { Verdict } from './verdict.ts';

const MARKUP = /^\s*(<!doctype|<\?xml|<html|<svg|<script|<head|<body|<iframe|<\?php|<%)/i;
/** Control characters that text has no use for. */
const BINARY = /(?![\t\n\v\f\r])\p{Cc}/u;

/** Text is text: UTF-8, no control characters, and no page or drawing that a browser would run. */
export const textLook = (bytes: Uint8Array): Verdict | undefined => {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { because: 'It is not text in UTF-8.' };
  }
  if (BINARY.test(text)) return undefined;
  if (MARKUP.test(text)) return { because: 'It is a web page or a drawing with code; those are never taken.' };
  return {};
};
