import type * as z from 'zod';
import type { Profile } from '../partners/contract.ts';
import { conflict, Problem } from '../shared/problem.ts';
import { whyRefused } from './code.ts';
import { type Link, MOST_LINKS, type newLink } from './contract.ts';
import { type Product, pageOf, utmOf } from './destination.ts';

/** Why a partner cannot add a link now; undefined when it can. `automatic`: the link that came with the agreement [O]. */
export const whyNotNow = (
  { programType }: Pick<Profile, 'programType'>,
  automatic: Link | undefined,
  made: number,
): string | undefined => {
  if (programType !== 'affiliate') return 'Links belong to the affiliate program.';
  if (!automatic) return 'Links open when the agreement is accepted.';
  if (automatic.closedBy === 'stop') return 'This partnership has ended.';
  return made < MOST_LINKS ? undefined : `A partner has at most ${MOST_LINKS} links. Open a closed one again.`;
};

const invalid = (field: string, message: string): Problem =>
  new Problem(422, 'invalid-input', `${field}: ${message}`, { errors: [{ where: 'body', field, message }] });

/** The link a partner asks for. Throws what is wrong with it. */
export const linkOf = (
  asked: z.output<typeof newLink>,
  of: {
    readonly profile: Pick<Profile, 'partnerId' | 'run' | 'company' | 'programType'>;
    readonly automatic: Link | undefined;
    /** Codes of the links it added before. */
    readonly made: readonly string[];
    readonly product: Product;
    readonly programName: string;
    readonly at: string;
  },
): Link => {
  const { profile, product, made } = of;
  const { code, target, campaign, sub } = asked;
  const not = whyNotNow(profile, of.automatic, made.includes(code) ? 0 : made.length);
  if (not) throw conflict(not);
  const refused = whyRefused(code, { programName: of.programName, productUrl: product.url });
  if (refused) throw invalid('code', refused);
  if (!pageOf(product, target)) {
    const hosts = [new URL(product.url).host, ...product.hosts].join(', ');
    throw invalid('target', `A link leads to a page of ours: a path like /pricing, or an address on ${hosts}.`);
  }
  const { company, programType: medium } = profile;
  return {
    ...{ type: 'LINK', code, partnerId: profile.partnerId, run: profile.run, createdAt: of.at },
    ...(target ? { target } : {}),
    ...(campaign ? { campaign, utm: utmOf({ company, medium, campaign }) } : {}),
    ...(sub ? { sub } : {}),
  };
};

/** A repeat of what was made already. */
export const isSameLink = (link: Link, asked: Link): boolean =>
  (['partnerId', 'run', 'target', 'campaign', 'sub'] as const).every((name) => link[name] === asked[name]);

/**
 * A link that a partner had in another tool, by its code there; undefined where the code may not be had, or the partner
 * has as many as there can be. A page that is not ours becomes the product's site.
 */
export const importedLink = (
  { code, target }: { readonly code: string; readonly target?: string | undefined },
  of: {
    readonly profile: Pick<Profile, 'partnerId' | 'run'>;
    readonly made: readonly string[];
    readonly product: Product;
    readonly programName: string;
    readonly at: string;
  },
): Link | undefined => {
  const { profile, product, made, programName, at } = of;
  if (made.length >= MOST_LINKS || whyRefused(code, { programName, productUrl: product.url })) return undefined;
  return {
    ...{ type: 'LINK', code, partnerId: profile.partnerId, run: profile.run, createdAt: at },
    ...(target && pageOf(product, target) ? { target } : {}),
  };
};
