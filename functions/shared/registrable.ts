/**
 * Second labels under which companies register their own name in a country (`acme.co.uk`, `acme.com.au`). The public
 * suffix list has thousands; these are the ones that business domains are found under.
 */
const SECOND_LABELS = new Set(
  'ac asn co com edu go gob gov gv in info ltd me mil ne net nom or org plc sch'.split(' '),
);
const COUNTRY_CODE = 2;

/**
 * The domain that a company has registered: `https://Shop.Acme.co.uk/` -> `acme.co.uk`. Of two names of one company it
 * is the same; what is no name of a host stays as it is, in lower case.
 */
export const registrableDomain = (told: string): string => {
  const host = told
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/[/?#:].*$/, '')
    .replace(/\.$/, '');
  const labels = host.split('.');
  const [second = '', top = ''] = labels.slice(-2);
  const isShared = top.length === COUNTRY_CODE && SECOND_LABELS.has(second);
  return labels.slice(isShared ? -3 : -2).join('.');
};
