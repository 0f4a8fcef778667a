import type { Connections } from '../../../functions/integrations/contract.ts';

type Name = Connections['ways'][number]['name'];

/** A click of a link that does not exist: taken, looked up, and nothing comes of it. */
const CLICK = `'{"type":"click","timestamp":"'$(date -u +%FT%TZ)'","data":{"touch":"connection-test.01J00000000000000000000000"}}'`;
/** Refused for what it says, after its signature was believed: nothing is recorded. */
const EMPTY = `'{}'`;

/** What the test sends, and what a right answer looks like. None of them leaves anything behind in the program. */
export const testOf: Readonly<Record<Exclude<Name, 'stripe'>, { readonly body: string; readonly expect: string }>> = {
  events: {
    body: CLICK,
    expect:
      '202 with "state": "passed-on": address, clock and secret are right. The link does not exist, so nothing follows.',
  },
  crm: {
    body: EMPTY,
    expect:
      '422 invalid-input: address, clock and secret are right; an empty message says nothing, so nothing follows.',
  },
  leads: {
    body: EMPTY,
    expect:
      '422 invalid-input: address, clock and secret are right; an empty message says nothing, so nobody is offered a lead.',
  },
  'support-cases': {
    body: EMPTY,
    expect:
      '422 invalid-input: address, clock and secret are right; an empty message says nothing, so nothing is counted.',
  },
  satisfaction: {
    body: EMPTY,
    expect:
      '422 invalid-input: address, clock and secret are right; an empty message says nothing, so nothing is counted.',
  },
};

/** Signs and sends with the shell, by the Standard Webhooks specification. */
export const signingRecipe = (address: string, body: string): string =>
  [
    'SECRET=whsec_...',
    `BODY=${body}`,
    'ID=msg_test_$(date +%s); NOW=$(date +%s)',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's own braces
    'KEY=$(printf %s "${SECRET#whsec_}" | base64 -d | od -An -v -tx1 | tr -d \' \\n\')',
    'SIGNATURE=$(printf %s "$ID.$NOW.$BODY" | openssl dgst -sha256 -mac HMAC -macopt hexkey:$KEY -binary | base64)',
    `curl -i ${address} -H 'content-type: application/json' \\`,
    '  -H "webhook-id: $ID" -H "webhook-timestamp: $NOW" -H "webhook-signature: v1,$SIGNATURE" -d "$BODY"',
  ].join('\n');

export const STRIPE_TYPES = [
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'invoice.paid',
  'invoice_payment.paid',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.funds_reinstated',
  'charge.dispute.closed',
  'customer.subscription.deleted',
] as const;

export const READ_SECRET =
  'aws secretsmanager get-secret-value --secret-id tandem-<stage>-intake-secrets \\\n  --query SecretString --output text';
export const WRITE_SECRET = `aws secretsmanager put-secret-value --secret-id tandem-<stage>-intake-secrets \\
  --secret-string '{"standard": ["whsec_new"], "stripe": ["whsec_of_stripe"], "first": "..."}'`;
