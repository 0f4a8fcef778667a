import type { Kind, Tool } from '../../functions/integrations/reading/neutral.ts';

interface Sample {
  readonly name: string;
  readonly tool: Tool;
  readonly kind: Kind;
  readonly text: string;
  readonly rows: number;
  /** The first row, read in New York, in dollars unless told. */
  readonly first: Record<string, unknown>;
}

const rewardfulAffiliates = JSON.stringify({
  pagination: { current_page: 1 },
  data: [
    {
      id: 'd0ed8392-8880',
      created_at: '2025-05-09T16:18:59.920Z',
      first_name: 'Adam',
      last_name: 'Jones',
      email: 'adam@Jones.example',
      state: 'active',
      links: [
        { id: 'eb844960', url: 'http://www.acme.example/?via=adam', token: 'adam' },
        { id: 'eb844961', url: 'http://www.acme.example/?via=adam-blog', token: 'adam-blog' },
      ],
    },
  ],
});

const rewardfulCommissions = JSON.stringify({
  data: [
    {
      id: '39e68c88-d84a',
      created_at: '2026-08-19T16:28:31.164Z',
      amount: 3000,
      currency: 'USD',
      state: 'due',
      due_at: '2026-09-18T16:28:25.000Z',
      paid_at: null,
      sale: {
        id: '74e37d3b',
        currency: 'USD',
        charged_at: '2026-08-19T16:28:25.000Z',
        stripe_charge_id: 'ch_ABC123',
        sale_amount_cents: 10000,
        referral: { stripe_customer_id: 'cus_ABC123' },
        affiliate: { id: 'd0ed8392-8880', email: 'adam@jones.example' },
      },
    },
  ],
});

const partnerstackRewards = JSON.stringify({
  data: {
    items: [
      {
        key: 'rwrd_1',
        amount: 1500,
        currency: 'USD',
        reward_status: 'approved',
        payment_status: 'withdrawn',
        created_at: 1777626000000,
        customer: { key: 'cust_1', external_key: 'cus_9' },
        transaction: { key: 'txn_1', amount: 10000 },
        partner_key: 'adam1',
      },
    ],
  },
});

const firstpromoterPromoters = JSON.stringify([
  {
    id: 8815216,
    status: 'active',
    email: 'eve@reviews.example',
    created_at: '2025-09-11T14:20:50.403Z',
    default_ref_id: 'heubv',
    profile: {
      first_name: 'Eve',
      last_name: null,
      website: 'https://reviews.example',
      company_name: 'Reviews Ltd',
      country: 'de',
    },
    promotions: [{ ref_id: 'heubv', referral_link: 'https://acme.example?fpr=heubv', promoter_id: 8815216 }],
  },
]);

const person = { externalId: 'd0ed8392-8880', email: 'adam@jones.example' };

export const samples: readonly Sample[] = [
  {
    name: 'Rewardful, affiliates as JSON',
    tool: 'rewardful',
    kind: 'partners',
    text: rewardfulAffiliates,
    rows: 1,
    first: { row: 1, ...person, name: 'Adam Jones', joinedAt: '2025-05-09T16:18:59.920Z' },
  },
  {
    name: 'Rewardful, affiliates as CSV',
    tool: 'rewardful',
    kind: 'partners',
    text: 'ID,First Name,Last Name,Email,PayPal Email,State,Created At\nd0ed8392-8880,Adam,Jones,adam@jones.example,,active,2025-05-09 16:18:59 UTC\n',
    rows: 1,
    first: { row: 2, ...person, name: 'Adam Jones', joinedAt: '2025-05-09T16:18:59.000Z' },
  },
  {
    name: 'Rewardful, links under their affiliates',
    tool: 'rewardful',
    kind: 'links',
    text: rewardfulAffiliates,
    rows: 2,
    first: {
      row: 1,
      code: 'adam',
      destination: 'http://www.acme.example/?via=adam',
      partner: 'd0ed8392-8880',
      partnerEmail: 'adam@jones.example',
    },
  },
  {
    name: 'Rewardful, referrals as CSV',
    tool: 'rewardful',
    kind: 'customers',
    text: 'Stripe Customer ID,Affiliate Email,Created At\ncus_ABC123,adam@jones.example,2026-01-05T10:00:00Z\n',
    rows: 1,
    first: { row: 2, externalId: 'cus_ABC123', partnerEmail: 'adam@jones.example', since: '2026-01-05T10:00:00.000Z' },
  },
  {
    name: 'Rewardful, commissions as JSON, in cents',
    tool: 'rewardful',
    kind: 'commissions',
    text: rewardfulCommissions,
    rows: 1,
    first: {
      row: 1,
      externalId: '39e68c88-d84a',
      sale: 'ch_ABC123',
      customer: 'cus_ABC123',
      minor: 3000,
      saleMinor: 10_000,
      currency: 'USD',
      state: 'due',
      occurredAt: '2026-08-19T16:28:25.000Z',
      dueAt: '2026-09-18T16:28:25.000Z',
      partner: 'd0ed8392-8880',
      partnerEmail: 'adam@jones.example',
    },
  },
  {
    name: 'PartnerStack, partners as CSV',
    tool: 'partnerstack',
    kind: 'partners',
    text: 'Partner Key,First Name,Last Name,Email,Company,Country,Join Date,Group\nadam1,Adam,Jones,adam@jones.example,Jones Media,US,2025-03-01,Affiliates\n',
    rows: 1,
    first: {
      row: 2,
      externalId: 'adam1',
      email: 'adam@jones.example',
      name: 'Adam Jones',
      company: 'Jones Media',
      country: 'US',
      joinedAt: '2025-03-01T05:00:00.000Z',
    },
  },
  {
    name: 'PartnerStack, rewards as JSON, in cents',
    tool: 'partnerstack',
    kind: 'commissions',
    text: partnerstackRewards,
    rows: 1,
    first: {
      row: 1,
      externalId: 'rwrd_1',
      sale: 'txn_1',
      customer: 'cus_9',
      minor: 1500,
      saleMinor: 10_000,
      currency: 'USD',
      state: 'paid',
      occurredAt: '2026-05-01T09:00:00.000Z',
      partner: 'adam1',
    },
  },
  {
    name: 'FirstPromoter, promoters as JSON',
    tool: 'firstpromoter',
    kind: 'partners',
    text: firstpromoterPromoters,
    rows: 1,
    first: {
      row: 1,
      externalId: '8815216',
      email: 'eve@reviews.example',
      name: 'Eve',
      company: 'Reviews Ltd',
      website: 'https://reviews.example',
      country: 'DE',
      joinedAt: '2025-09-11T14:20:50.403Z',
    },
  },
  {
    name: 'FirstPromoter, links under their promoters',
    tool: 'firstpromoter',
    kind: 'links',
    text: firstpromoterPromoters,
    rows: 1,
    first: {
      row: 1,
      code: 'heubv',
      destination: 'https://acme.example?fpr=heubv',
      partner: '8815216',
      partnerEmail: 'eve@reviews.example',
    },
  },
  {
    name: 'FirstPromoter, commissions as CSV, in decimals and without a currency',
    tool: 'firstpromoter',
    kind: 'commissions',
    text: 'Id,Status,Paid,Amount,Sale amount,Event ID,Promoter email,Referral UID,Created at\n77001,approved,false,14.70,49.00,ch_9,eve@reviews.example,user_5,2025-10-05T09:15:05Z\n',
    rows: 1,
    first: {
      row: 2,
      externalId: '77001',
      sale: 'ch_9',
      customer: 'user_5',
      minor: 1470,
      saleMinor: 4900,
      currency: 'USD',
      state: 'due',
      occurredAt: '2025-10-05T09:15:05.000Z',
      partnerEmail: 'eve@reviews.example',
    },
  },
  {
    name: 'Dub, partners as CSV with a column twice',
    tool: 'dub',
    kind: 'partners',
    text: 'ID,Name,Email,Country,Status,Enrolled at,Enrolled at\npn_1,Adam Jones,adam@jones.example,US,approved,2025-05-09T16:18:59.920Z,2025-05-09T16:18:59.920Z\n',
    rows: 1,
    first: {
      row: 2,
      externalId: 'pn_1',
      email: 'adam@jones.example',
      name: 'Adam Jones',
      country: 'US',
      joinedAt: '2025-05-09T16:18:59.920Z',
    },
  },
  {
    name: 'Dub, commissions as CSV',
    tool: 'dub',
    kind: 'commissions',
    text: 'ID,Type,Amount,Earnings,Currency,Status,Invoice ID,Created at,Paid at,Partner ID,Customer external ID\ncm_1,sale,49.00,9.80,eur,paid,in_1,2026-02-01T00:00:00.000Z,2026-03-10T00:00:00.000Z,pn_1,user_5\ncm_2,custom,-3.00,-3.00,eur,pending,,2026-02-02T00:00:00.000Z,,pn_1,\n',
    rows: 2,
    first: {
      row: 2,
      externalId: 'cm_1',
      sale: 'in_1',
      customer: 'user_5',
      minor: 980,
      saleMinor: 4900,
      currency: 'EUR',
      state: 'paid',
      occurredAt: '2026-02-01T00:00:00.000Z',
      paidAt: '2026-03-10T00:00:00.000Z',
      partner: 'pn_1',
    },
  },
  {
    name: 'Dub, customers as CSV',
    tool: 'dub',
    kind: 'customers',
    text: 'ID,External ID,Name,Email,Partner ID,Created at\ncus_1,user_5,Somebody,some@body.example,pn_1,2026-01-01T00:00:00.000Z\n',
    rows: 1,
    first: { row: 2, externalId: 'user_5', partner: 'pn_1', since: '2026-01-01T00:00:00.000Z' },
  },
];
