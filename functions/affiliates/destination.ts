/** Where links may lead: the product's site, and other hosts of the same company that the stage names. */
export interface Product {
  /** Address of the product's site. */
  readonly url: string;
  readonly hosts: readonly string[];
}

/**
 * The page a link leads to, `target` being a path of the product's site or an address on one of its hosts; undefined
 * when it leads anywhere else. By parts, never by the beginning of the text: `https://acme.com@evil.com`, `//evil.com`
 * and `/\evil.com` all look right.
 */
export const pageOf = (product: Product, target: string | undefined): URL | undefined => {
  const site = new URL(product.url);
  if (target === undefined) return site;
  const page = URL.parse(target, site);
  if (!page || page.protocol !== site.protocol || page.username || page.password) return undefined;
  if (page.origin === site.origin) return page;
  return product.hosts.includes(page.host) ? page : undefined;
};

const PASSED_ON = /^utm_[a-z_]{1,20}$/;
const MOST_PASSED = 10;
const LONGEST_PASSED = 200;

/** What the address of the click says for the customer's own statistics [C5]; nothing else passes. */
export const passedOn = (query: Readonly<Record<string, string | undefined>>): readonly (readonly [string, string])[] =>
  Object.entries(query)
    .flatMap(([name, value]) =>
      PASSED_ON.test(name) && value ? [[name, value.slice(0, LONGEST_PASSED)] as const] : [],
    )
    .slice(0, MOST_PASSED);

/** Words of a campaign's address: small letters, digits and hyphens. */
const slug = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);

/** The utm values of a link with a campaign [C5]. */
export const utmOf = (of: { company: string; medium: string; campaign: string }): Record<string, string> => ({
  utm_source: 'partner',
  utm_medium: of.medium,
  utm_campaign: `${slug(of.company)}-${slug(of.campaign)}`,
});

/** Where the visitor goes: the page, told which link and which click it was. A page that is gone: the product's site. */
export const destination = (
  product: Product,
  link: {
    readonly code: string;
    readonly target?: string | undefined;
    readonly utm?: Readonly<Record<string, string>> | undefined;
  },
  click: { readonly reference?: string; readonly query: Readonly<Record<string, string | undefined>> },
): string => {
  const url = pageOf(product, link.target) ?? new URL(product.url);
  const set = [...Object.entries(link.utm ?? {}), ...passedOn(click.query), ['ref', link.code] as const];
  for (const [name, value] of set) url.searchParams.set(name, value);
  if (click.reference) url.searchParams.set('click', click.reference);
  return url.href;
};
