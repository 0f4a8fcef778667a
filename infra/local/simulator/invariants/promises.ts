import type { Final, Item } from '../final.ts';
import type { Accepted } from '../journal.ts';
import { isDeadLetter } from './dead-letters.ts';
import { addressOf, claimsOf, factsOf, itemsOf, itemsOfPartner, lettersTo, tasksById } from './found.ts';

/** What was accepted, with the names in its path, and the partner of whoever asked. */
interface Case {
  readonly final: Final;
  readonly request: Accepted;
  readonly params: readonly string[];
  readonly partner: Item | undefined;
}
type Kept = (one: Case) => boolean;

const NOTHING: Kept = () => true;
const text = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
const answered = ({ request }: Case): unknown => JSON.parse(request.answer || 'null');
const ofPartner = ({ final, partner }: Case, type: string): readonly Item[] =>
  itemsOfPartner(final, type, partner?.partnerId);
const ENDS = new Set(['declined', 'withdrawn', 'sunset']);

/** A letter of this name has gone to whoever asked since then, or is on its way, or could not be sent and says why. */
const letterCame =
  (...names: readonly string[]): Kept =>
  ({ final, request }) => {
    const address = addressOf(final, request.who) ?? request.who;
    return (
      lettersTo(final, address).some(
        ({ at, tags }) => at >= request.at - TWICE_MS && names.includes(tags.letter ?? ''),
      ) ||
      itemsOf(final, 'LETTER').some(
        (item) => item.status !== 'sent' && names.includes(String(text(item.order, 'letter'))),
      ) ||
      isDeadLetter(final, 'sign-in-requested.v1')
    );
  };
/** Whoever was erased is a stranger: a sign-in letter goes to nobody. */
const signInLetter: Kept = (one) =>
  itemsOf(one.final, 'PERSON').some(
    ({ personId, erasedAt }) =>
      personId === one.partner?.personId && erasedAt !== undefined && Date.parse(String(erasedAt)) <= one.request.at,
  ) || letterCame('sign-in')(one);
/** Whoever asks twice in so short a time gets one letter. */
const TWICE_MS = 3_600_000;

const dealIs = ({ final }: Case, dealId: unknown, is: (deal: Item) => boolean): boolean =>
  itemsOf(final, 'DEAL').some((deal) => deal.dealId === dealId && is(deal));
const dealDid = (one: Case, ...moves: readonly string[]): boolean =>
  dealIs(one, one.params[0], ({ history }) => {
    const did = Array.isArray(history) ? history.map((entry) => String(text(entry, 'did'))) : [];
    return moves.some((move) => did.includes(move));
  });

const toldIsKept: Kept = ({ final, request }) => {
  const answer = JSON.parse(request.answer || '{}');
  const { type, data } = JSON.parse(String(request.body));
  if (answer.state === 'passed-on' || answer.state === 'ignored') return true;
  const own = data.leadId ?? data.saleId;
  const back = data.refundId ?? data.chargebackId;
  const name = back === undefined ? `${type === 'lead' ? 'lead' : 'sale'}#${own}` : `refund#${own}~${back}`;
  if (!claimsOf(final).some((claim) => claim === name || claim.endsWith(`#${own}~${back}`))) return false;
  return answer.state === 'waits' || factKeys(final).has(String(answer.key));
};
const keysKnown = new WeakMap<Final, ReadonlySet<string>>();
const factKeys = (final: Final): ReadonlySet<string> => {
  const keys = keysKnown.get(final) ?? new Set(factsOf(final).map(({ key }) => key));
  keysKnown.set(final, keys);
  return keys;
};

const isLead = ({ final }: Case, told: unknown): boolean =>
  itemsOf(final, 'LEAD').some(({ leadId }) => leadId === text(told, 'leadId'));
const leadHas = ({ final, params }: Case, list: string, is: (entry: unknown) => boolean): boolean =>
  itemsOf(final, 'LEAD').some((lead) => {
    const entries = lead[list];
    return lead.leadId === params[0] && Array.isArray(entries) && entries.some(is);
  });

/** What each request that changes something promises, by method and path: to be seen at the end, or in a dead letter. */
const promises: readonly (readonly [RegExp, Kept])[] = [
  [/^POST \/api\/applications$/, letterCame('verify-address', 'sign-in')],
  [/^POST \/api\/applications\/verify$/, (one) => text(answered(one), 'outcome') !== 'verified' || !!one.partner],
  [/^POST \/api\/sign-in$/, signInLetter],
  [/^POST \/api\/portal\/sign-in-letter$/, letterCame('sign-in')],
  [/^POST \/api\/complaints$/, ({ final }) => itemsOf(final, 'FLAG').some(({ raisedBy }) => raisedBy === 'customer')],
  // What the shop tells is a fact, or waits for its sale, or was for another room.
  [/^POST \/api\/events$/, toldIsKept],
  // A session lives for hours, a form for minutes: whoever has none asks again, and what arrives is told by the file itself.
  [/^POST \/api\/(sessions|(portal|ops)\/uploads)$/, NOTHING],
  [/^POST \/api\/portal\/agreement\/acceptance$/, (one) => ofPartner(one, 'AGREEMENT').length > 0],
  [
    /^POST \/api\/portal\/application$/,
    (one) => ofPartner(one, 'FACT').some(({ fact }) => fact === 'application-completed'),
  ],
  [
    /^POST \/api\/portal\/courses\/(\w+)\/modules\/([\w-]+)\/completion$/,
    (one) =>
      ofPartner(one, 'COURSE').some(
        (course) => course.track === one.params[0] && text(course.modules, one.params[1] ?? '') !== undefined,
      ),
  ],
  [
    /^POST \/api\/portal\/courses\/(\w+)\/attempts$/,
    (one) => ofPartner(one, 'ATTEMPT').some(({ number }) => number === text(answered(one), 'number')),
  ],
  [
    /^POST \/api\/portal\/courses\/(\w+)\/attempts\/(\d+)\/answers$/,
    (one) =>
      ofPartner(one, 'ATTEMPT').some(({ number, state }) => String(number) === one.params[1] && state !== 'open'),
  ],
  [
    /^POST \/api\/portal\/courses\/technical\/lab$/,
    (one) => ofPartner(one, 'COURSE').some(({ lab }) => lab !== undefined && lab !== 'none'),
  ],
  [/^POST \/api\/portal\/tier\/asks$/, (one) => ofPartner(one, 'TIER-ASK').length > 0],
  [/^POST \/api\/portal\/tier\/application$/, (one) => ofPartner(one, 'TIER-REQUEST').length > 0],
  [
    /^POST \/api\/portal\/tier\/invitation$/,
    (one) => ofPartner(one, 'TIER-REQUEST').some(({ state }) => state === text(one.request.body, 'answer')),
  ],
  [/^POST \/api\/portal\/deals$/, (one) => dealIs(one, text(answered(one), 'dealId'), () => true)],
  // Checked again, updated or extended: its history says so.
  [/^POST \/api\/portal\/deals\/(\w+)\/checks$/, (one) => dealDid(one, 'unblock', 'try-again', 'register')],
  [/^POST \/api\/portal\/deals\/(\w+)\/updates$/, (one) => dealDid(one, 'update')],
  [/^POST \/api\/portal\/deals\/(\w+)\/extension$/, (one) => dealDid(one, 'extend')],
  [/^POST \/api\/portal\/deals\/(\w+)\/win$/, (one) => dealDid(one, 'win')],
  [/^POST \/api\/portal\/deals\/(\w+)\/end$/, (one) => dealDid(one, 'lose', 'withdraw')],
  [/^POST \/api\/portal\/deals\/(\w+)\/appeal$/, (one) => dealDid(one, 'appeal')],
  [/^POST \/api\/ops\/deals\/(\w+)\/decision$/, (one) => dealDid(one, 'approve', 'reject', 'yield', 'keep')],
  [/^POST \/api\/ops\/deals\/(\w+)\/win$/, (one) => dealDid(one, 'win', 'settle')],
  [/^POST \/api\/ops\/deals\/(\w+)\/hand-over$/, (one) => dealDid(one, 'yield')],
  [/^POST \/api\/ops\/deals\/(\w+)\/credits$/, (one) => dealDid(one, 'credit')],
  [
    /^POST \/api\/crm$/,
    ({ final, request }) => {
      const { opportunityId } = JSON.parse(String(request.body)).data;
      return itemsOf(final, 'OPPORTUNITY').some((item) => item.opportunityId === opportunityId);
    },
  ],
  [
    /^POST \/api\/portal\/library\/([\w-]+)\/downloads$/,
    ({ final, params, partner }) =>
      itemsOf(final, 'DOWNLOAD').some(
        ({ assetId, partnerId }) => assetId === params[0] && partnerId === partner?.partnerId,
      ),
  ],
  [/^POST \/api\/portal\/brand\/logo$/, (one) => ofPartner(one, 'LOGO').length > 0],
  [
    /^POST \/api\/portal\/brand\/documents$/,
    (one) => ofPartner(one, 'FILE').some(({ purpose }) => purpose === 'co-branded'),
  ],
  [/^POST \/api\/ops\/library-starters$/, ({ final }) => itemsOf(final, 'ASSET').length > 0],
  [/^POST \/api\/ops\/library-logo$/, ({ final }) => itemsOf(final, 'PROGRAM-LOGO').length > 0],
  [
    /^POST \/api\/ops\/library$/,
    ({ final, request }) => itemsOf(final, 'ASSET').some(({ assetId }) => assetId === text(request.body, 'assetId')),
  ],
  [
    /^(?:POST|PUT) \/api\/ops\/library\/([\w-]+)(?:\/versions)?$/,
    ({ final, params }) => itemsOf(final, 'ASSET').some(({ assetId }) => assetId === params[0]),
  ],
  [
    /^POST \/api\/portal\/withdrawal$/,
    (one) =>
      one.final.changes.some(
        ({ type, key, to }) =>
          type === 'PROFILE' && key.startsWith(`PARTNER#${one.partner?.partnerId} `) && ENDS.has(to ?? ''),
      ),
  ],
  [
    /^POST \/api\/ops\/tasks\/([\w-]+)\/decision$/,
    ({ final, params, request }) =>
      tasksById(final, params[0]).some(({ decision }) => text(decision, 'outcome') === text(request.body, 'outcome')),
  ],
  [
    /^POST \/api\/ops\/partners\/([\w-]+)\/facts$/,
    ({ final, params, request }) =>
      itemsOfPartner(final, 'FACT', params[0]).some(({ fact }) =>
        String(fact).startsWith(String(text(request.body, 'fact'))),
      ),
  ],
  [
    /^POST \/api\/ops\/partners\/([\w-]+)\/erasure$/,
    ({ final, params }) =>
      itemsOf(final, 'PERSON').some(({ partnerId, erasedAt }) => partnerId === params[0] && erasedAt !== undefined) &&
      itemsOf(final, 'PROFILE').some(({ partnerId, stage }) => partnerId === params[0] && ENDS.has(String(stage))),
  ],
  [
    /^POST \/api\/portal\/mdf$/,
    (one) => ofPartner(one, 'MDF').some(({ requestId }) => requestId === text(answered(one), 'requestId')),
  ],
  [
    /^POST \/api\/portal\/mdf\/(\w+)\/cancellation$/,
    (one) => ofPartner(one, 'MDF').some(({ requestId, state }) => requestId === one.params[0] && state === 'cancelled'),
  ],
  [
    /^POST \/api\/portal\/mdf\/(\w+)\/activity$/,
    (one) => ofPartner(one, 'MDF').some(({ requestId, heldOn }) => requestId === one.params[0] && heldOn !== undefined),
  ],
  [
    /^POST \/api\/portal\/mdf\/(\w+)\/proof$/,
    (one) =>
      ofPartner(one, 'MDF').some(
        ({ requestId, proofs }) => requestId === one.params[0] && Array.isArray(proofs) && proofs.length > 0,
      ),
  ],
  [/^PUT \/api\/portal\/lead-setting$/, (one) => ofPartner(one, 'LEAD-SETTING').length > 0],
  [/^POST \/api\/ops\/leads$/, (one) => (text(answered(one), 'leads') as object[]).every((told) => isLead(one, told))],
  [
    /^POST \/api\/portal\/leads\/(\w+)\/answer$/,
    (one) =>
      leadHas(
        one,
        'offers',
        (offer) => text(offer, 'partnerId') === one.partner?.partnerId && text(offer, 'result') !== 'open',
      ),
  ],
  [
    /^POST \/api\/portal\/leads\/(\w+)\/outcome$/,
    (one) => leadHas(one, 'reports', (report) => text(report, 'outcome') === text(one.request.body, 'outcome')),
  ],
  [
    /^POST \/api\/unsubscribe\//,
    (one) =>
      !one.partner || itemsOf(one.final, 'SUPPRESSION').some(({ unsubscribedAt }) => unsubscribedAt !== undefined),
  ],
];

/** Accepted requests of which nothing is to be seen. */
export const unkept = (final: Final): string[] => {
  const partners = new Map(itemsOf(final, 'PROFILE').map((profile) => [String(profile.company), profile]));
  return final.journal.accepted.flatMap((request) => {
    const asked = `${request.method} ${request.path}`;
    const partner = partners.get(request.who);
    for (const [route, kept] of promises) {
      const match = route.exec(asked);
      if (!match) continue;
      const one: Case = { final, request, params: match.slice(1), partner };
      const personal = [request.who, partner?.partnerId, partner?.personId, ...one.params].map(String);
      if (kept(one) || personal.some((name) => name.length > 8 && isDeadLetter(final, name))) return [];
      return [
        `${request.who} was told that ${asked} is done (${new Date(request.at).toISOString()}); nothing shows it.`,
      ];
    }
    return [`Nobody says what ${asked} promises: add it to promises.ts.`];
  });
};
