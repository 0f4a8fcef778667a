import { addTouch, readTouches } from './reference.ts';

export const COOKIE = 'tandem_clicks';
const DAY_SECONDS = 86_400;

/**
 * Where the cookie is seen: if the partner site lies under the product's domain (`partners.acme.com`, `acme.com` or
 * `www.acme.com`), by the product's servers as well, so that a customer can do without a script. Else by the links alone.
 */
const scopeOf = (siteUrl: string, productUrl: string): readonly string[] => {
  const domain = new URL(productUrl).hostname.replace(/^www\./, '');
  const shared = domain.includes('.') && new URL(siteUrl).hostname.endsWith(`.${domain}`);
  return shared ? ['Path=/', `Domain=${domain}`] : ['Path=/r'];
};

/**
 * The cookie after a click: the latest references, newest last. `HttpOnly`: the script of the customer's site keeps a
 * cookie of its own. `Secure` wherever the site has https.
 */
export const clicksCookie = (
  held: readonly string[],
  reference: string,
  of: { readonly days: number; readonly siteUrl: string; readonly productUrl: string },
): string => {
  const before = held.find((one) => one.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1) ?? '';
  return [
    `${COOKIE}=${addTouch(readTouches(before), reference).join('~')}`,
    ...scopeOf(of.siteUrl, of.productUrl),
    `Max-Age=${of.days * DAY_SECONDS}`,
    'HttpOnly',
    'SameSite=Lax',
    ...(of.siteUrl.startsWith('https:') ? ['Secure'] : []),
  ].join('; ');
};
