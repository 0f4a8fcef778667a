import * as z from 'zod';
import { type IntakeName, type IntakeNotes, intakeItem, intakeName } from '../../shared/intake-items.ts';
import { route } from '../../shared/route.ts';

/** The signed ways in, in the order in which a program connects them. */
const paths: Readonly<Record<IntakeName, string>> = {
  events: '/api/events',
  stripe: '/api/stripe',
  crm: '/api/crm',
  leads: '/api/leads',
  satisfaction: '/api/satisfaction',
  'support-cases': '/api/support-cases',
};

const way = intakeItem
  .omit({ type: true })
  .extend({
    name: intakeName,
    address: z.string(),
    signedBy: z.enum(['standard-webhooks', 'stripe']),
    /** How many secrets are valid side by side; a secret itself is never told. */
    secrets: z.int().min(0),
  })
  .strict();

const connections = z.strictObject({
  site: z.string(),
  ways: z.array(way),
  /** The tracking script. `seenOn`: the last day on which a page view of it stood behind a sale. */
  script: z.strictObject({ address: z.string(), seenOn: z.iso.date().optional() }),
  /** Where payouts are ordered that neither a bank nor PayPal carries; its host alone. */
  payoutService: z.strictObject({ host: z.string() }).optional(),
});
export type Connections = z.infer<typeof connections>;

export const connectionRoutes = {
  showIntegrations: route({
    id: 'showIntegrations',
    method: 'GET',
    path: '/api/ops/integrations',
    access: 'team',
    summary:
      'The ways in and out of the program: addresses, whether a secret is set, what came last, what was refused and why',
    status: 200,
    answer: connections,
  }),
} as const;

/** What is known of the ways in; those by which nothing ever came are there as well. */
export const connectionsOf = (
  site: string,
  secrets: Readonly<Record<'standard' | 'stripe', readonly string[]>>,
  notes: ReadonlyMap<string, IntakeNotes>,
  also: { readonly seenOn: string | undefined; readonly webhookUrl: string | null },
): Connections => ({
  site,
  ways: intakeName.options.map((name) => {
    const { type: _, ...known } = notes.get(name) ?? { type: 'INTAKE' };
    const signedBy = name === 'stripe' ? 'stripe' : 'standard-webhooks';
    const held = name === 'stripe' ? secrets.stripe : secrets.standard;
    return { name, address: `${site}${paths[name]}`, signedBy, secrets: held.length, ...known };
  }),
  script: { address: `${site}/t.js`, ...(also.seenOn ? { seenOn: also.seenOn } : {}) },
  ...(also.webhookUrl ? { payoutService: { host: new URL(also.webhookUrl).host } } : {}),
});
