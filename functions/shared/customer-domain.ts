import { registrableDomain } from './registrable.ts';

const HOST = /^([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/**
 * The domain that a company registered, whatever a person typed: a web address, a host (`www.`, `shop.`), a mailbox,
 * letters beyond ASCII (as `xn--`). Undefined where there is none: an address of a machine, a single word. Its
 * `domainSignal` is what customers are compared by [Z5].
 */
export const customerDomain = (typed: string): string | undefined => {
  const text = typed.normalize('NFC').trim();
  const bare = text.includes('@') && !text.includes('/') ? text.slice(text.lastIndexOf('@') + 1) : text;
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(bare) ? bare : `https://${bare}`);
  const host = url?.hostname.replace(/\.$/, '');
  return host && HOST.test(host) ? registrableDomain(host) : undefined;
};
