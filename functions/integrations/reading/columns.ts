import type { Kind, Tool } from './neutral.ts';

/** What of a row is asked for, by the names that the tools give it, best first; a name is small letters and `_`. */
export type Columns = Readonly<Record<string, readonly string[]>>;

/** Fields that hold a date, of whatever kind. */
export const DATES = ['joinedAt', 'since', 'occurredAt', 'dueAt', 'paidAt'] as const;

const names = (text: string): readonly string[] => text.split(' ');

const person = {
  name: names('name affiliate_name partner_name promoter_name full_name display_name'),
  firstName: names('first_name firstname profile_first_name affiliate_first_name'),
  lastName: names('last_name lastname profile_last_name affiliate_last_name'),
  company: names('company company_name profile_company_name team_name team'),
  website: names('website website_url profile_website site'),
  country: names('country country_code profile_country address_country'),
};

const rewardful: Record<Kind, Columns> = {
  partners: {
    ...person,
    externalId: names('id affiliate_id'),
    email: names('email affiliate_email'),
    joinedAt: names('created_at confirmed_at joined_at signed_up_at'),
  },
  links: {
    code: names('links_token token link_token'),
    destination: names('links_url url link_url'),
    partner: names('affiliate_id id'),
    partnerEmail: names('affiliate_email email'),
  },
  customers: {
    externalId: names('stripe_customer_id customer_id imported_id customer_platform_id'),
    since: names('became_conversion_at became_lead_at created_at'),
    partner: names('affiliate_id'),
    partnerEmail: names('affiliate_email email'),
  },
  commissions: {
    externalId: names('id commission_id'),
    sale: names('sale_stripe_charge_id stripe_charge_id charge_id sale_id'),
    customer: names('sale_referral_stripe_customer_id sale_referral_customer_id stripe_customer_id customer_id'),
    amount: names('amount commission_amount commission'),
    saleAmount: names('sale_sale_amount_cents sale_amount_cents sale_amount'),
    currency: names('currency sale_currency'),
    state: names('state status'),
    occurredAt: names('sale_charged_at charged_at created_at date'),
    dueAt: names('due_at due_date'),
    paidAt: names('paid_at'),
    partner: names('affiliate_id sale_affiliate_id sale_referral_affiliate_id'),
    partnerEmail: names('affiliate_email sale_affiliate_email sale_referral_affiliate_email'),
  },
};

const partnerstack: Record<Kind, Columns> = {
  partners: {
    ...person,
    externalId: names('partner_key partnership_key key'),
    email: names('email partner_email primary_email'),
    joinedAt: names('join_date joined_at created_at date_joined'),
  },
  links: {
    code: names('links_key link_key key'),
    destination: names('links_dest links_url dest destination url link'),
    partner: names('partner_key partnership_key'),
    partnerEmail: names('partner_email email'),
  },
  customers: {
    externalId: names('customer_external_key external_key customer_key key'),
    since: names('created_at signed_up_at date_created'),
    partner: names('partner_key partnership_key'),
    partnerEmail: names('partner_email'),
  },
  commissions: {
    externalId: names('reward_key key id'),
    sale: names('transaction_external_key transaction_key transaction_id'),
    customer: names('customer_external_key customer_key'),
    amount: names('reward_amount amount'),
    saleAmount: names('transaction_amount'),
    currency: names('reward_currency currency'),
    state: names('reward_status status'),
    payment: names('payment_status payout_status invoice_status'),
    occurredAt: names('transaction_created_at transaction_date created_at date'),
    dueAt: names('available_at'),
    paidAt: names('paid_at withdrawn_at'),
    partner: names('partner_key partnership_key'),
    partnerEmail: names('partner_email partnership_email'),
  },
};

const firstpromoter: Record<Kind, Columns> = {
  partners: {
    ...person,
    externalId: names('id promoter_id'),
    email: names('email promoter_email'),
    joinedAt: names('created_at joined_at signed_up_at'),
  },
  links: {
    code: names('promotions_ref_id promoter_campaigns_ref_token ref_id ref_token referral_id default_ref_id'),
    destination: names('promotions_referral_link promoter_campaigns_ref_link referral_link ref_link'),
    partner: names('promoter_id id'),
    partnerEmail: names('promoter_email email'),
  },
  customers: {
    externalId: names('uid customer_uid referral_uid cust_id'),
    since: names('customer_since created_at'),
    partner: names('promoter_id promotion_promoter_id promoter_campaign_promoter_id'),
    partnerEmail: names('promoter_email promotion_promoter_email promoter_campaign_promoter_email'),
  },
  commissions: {
    externalId: names('id commission_id reward_id'),
    sale: names('event_id transaction_id sale_id'),
    customer: names('referral_uid lead_uid uid customer_uid'),
    amount: names('amount commission_amount reward_amount'),
    saleAmount: names('sale_amount conversion_amount original_sale_amount'),
    currency: names('currency sale_currency'),
    state: names('status state'),
    payment: names('is_paid paid payout_status'),
    occurredAt: names('created_at date'),
    dueAt: names('due_at'),
    paidAt: names('paid_at'),
    partner: names('promoter_id promoter_campaign_promoter_id'),
    partnerEmail: names('promoter_email promoter_campaign_promoter_email'),
  },
};

const dub: Record<Kind, Columns> = {
  partners: {
    ...person,
    externalId: names('id partner_id'),
    email: names('email partner_email'),
    joinedAt: names('enrolled_at created_at'),
  },
  links: {
    code: names('links_key key link_key'),
    destination: names('links_url url destination_url'),
    partner: names('partner_id id'),
    partnerEmail: names('partner_email email'),
  },
  customers: {
    externalId: names('external_id customer_external_id stripe_customer_id id'),
    since: names('created_at'),
    partner: names('partner_id'),
    partnerEmail: names('partner_email'),
  },
  commissions: {
    externalId: names('id commission_id'),
    sale: names('invoice_id'),
    customer: names('customer_external_id stripe_customer_id customer_id'),
    amount: names('earnings'),
    saleAmount: names('amount'),
    currency: names('currency'),
    state: names('status'),
    occurredAt: names('created_at'),
    dueAt: names('due_at'),
    paidAt: names('paid_at'),
    partner: names('partner_id'),
    partnerEmail: names('partner_email'),
  },
};

export const columnsOf: Readonly<Record<Tool, Record<Kind, Columns>>> = {
  rewardful,
  partnerstack,
  firstpromoter,
  dub,
};

/** What a row cannot do without: of each list, one. */
export const needed: Readonly<Record<Kind, readonly (readonly string[])[]>> = {
  partners: [['externalId'], ['email'], ['name', 'firstName', 'lastName', 'email']],
  links: [['code'], ['partner', 'partnerEmail']],
  customers: [['externalId'], ['partner', 'partnerEmail']],
  commissions: [['externalId'], ['amount'], ['state'], ['occurredAt'], ['partner', 'partnerEmail']],
};

/** In JSON the links of a partner lie under it: each is a row of its own. */
export const listsOf: Readonly<Record<Tool, readonly string[]>> = {
  rewardful: ['links'],
  partnerstack: ['links'],
  firstpromoter: ['promotions', 'promoter_campaigns'],
  dub: ['links'],
};
