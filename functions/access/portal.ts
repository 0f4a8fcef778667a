import type { Profile } from '../partners/contract.ts';

type Portal = Profile['portal'];

/** What an applicant sees before the decision to admit, and after a decision against it: where it stands. */
const beforeAdmission: ReadonlySet<string> = new Set([
  'GET /api/portal/journey',
  'POST /api/portal/application',
  'POST /api/portal/withdrawal',
]);

/** What a sunset leaves, until the balance is zero [L16]. */
const afterSunset: readonly RegExp[] = [
  /^GET \/api\/portal\/balances$/,
  /^GET \/api\/portal\/statements(\/|$)/,
  /^GET \/api\/portal\/payouts$/,
  /^(GET|POST|PUT) \/api\/portal\/payout-method$/,
  /^POST \/api\/portal\/sign-in-letter$/,
  /^(GET|POST|PUT) \/api\/portal\/tax-status$/,
];

/** Who has left, or was never admitted, still learns what was rejected, and may appeal [L14]. */
const always: readonly RegExp[] = [/^GET \/api\/portal\/flags$/, /^POST \/api\/portal\/flags\/[0-9A-Z]+\/appeal$/];

/** What binds the company, or moves its money, is its contact's alone. */
const ownersOnly: readonly RegExp[] = [
  /^POST \/api\/portal\/withdrawal$/,
  /^POST \/api\/portal\/agreement\/acceptance$/,
  /^(POST|PUT) \/api\/portal\/payout-method$/,
  /^(POST|PUT) \/api\/portal\/tax-status$/,
  /^POST \/api\/portal\/tier\//,
  /^POST \/api\/portal\/colleagues(\/|$)/,
];

/** May this person of a partner ask for it? Colleagues may look at everything, learn and sell. */
export const mayAct = (isContact: boolean, method: string, path: string): boolean =>
  isContact || !ownersOnly.some((one) => one.test(`${method} ${path}`));

/** How much of the portal a partner has; before its profile is there, nothing is open. */
export const portalOf = (profile: Pick<Profile, 'portal'> | undefined): Portal => profile?.portal ?? 'closed';

/** May a partner ask for this route? Its own room still checks the stage. */
export const mayAsk = (portal: Portal, method: string, path: string): boolean => {
  const asked = `${method} ${path}`;
  if (always.some((allowed) => allowed.test(asked))) return true;
  switch (portal) {
    case 'open':
      return true;
    case 'closed':
      return beforeAdmission.has(asked);
    case 'limited':
      return afterSunset.some((allowed) => allowed.test(asked));
  }
};

/** What a person of a partner may ask for: as far as the portal is open, and as far as it may bind the company. */
export const isAllowed = (
  profile: Pick<Profile, 'portal' | 'personId'> | undefined,
  personId: string,
  method: string,
  path: string,
): boolean => mayAsk(portalOf(profile), method, path) && mayAct(profile?.personId === personId, method, path);
