import { addressHash } from '../../shared/address.ts';
import { keyedHash } from '../../shared/ids.ts';
import type { CommissionRow, CustomerRow, LinkRow, PartnerRow, Tool } from '../reading/neutral.ts';
import type { KeptOfPartner, KeptRow } from './items.ts';

const SHORT = 22;
/** Partition of a customer's facts, by its id outside; the same as room `commissions` gives to its sales. */
export const customerKeyOf = (programKey: string, outside: string): string =>
  keyedHash(programKey, 'customer', outside).slice(0, SHORT);
/** A sale whose customer is not told lies alone, where the sale itself would. */
const loneCustomerOf = (programKey: string, sale: string): string =>
  keyedHash(programKey, 'customer-of-sale', sale).slice(0, SHORT);

const meantBy = (programKey: string, row: { partner?: string | undefined; partnerEmail?: string | undefined }) => ({
  ...(row.partner === undefined ? {} : { partner: row.partner }),
  ...(row.partnerEmail === undefined ? {} : { mailbox: addressHash(programKey, row.partnerEmail) }),
});

/** Rows as they are kept: customers and addresses become keyed hashes [Z5]; a link's code is in small letters here. */
export const keptFrom = {
  partners: (row: PartnerRow, programKey: string): KeptRow => ({
    kind: 'partners',
    ...row,
    mailbox: addressHash(programKey, row.email),
  }),
  links: (row: LinkRow, programKey: string): KeptRow => ({
    kind: 'links',
    row: row.row,
    code: row.code.toLowerCase(),
    ...(row.destination === undefined ? {} : { target: row.destination }),
    ...meantBy(programKey, row),
  }),
  customers: (row: CustomerRow, programKey: string): KeptRow => ({
    kind: 'customers',
    row: row.row,
    customer: customerKeyOf(programKey, row.externalId),
    ...(row.since === undefined ? {} : { since: row.since }),
    ...meantBy(programKey, row),
  }),
  commissions: (row: CommissionRow, programKey: string, tool: Tool): KeptRow => {
    const { partner: _, partnerEmail: __, customer, ...rest } = row;
    const alone = loneCustomerOf(programKey, row.sale ?? `${tool}/${row.externalId}`);
    return {
      kind: 'commissions',
      ...rest,
      customer: customer === undefined ? alone : customerKeyOf(programKey, customer),
      ...meantBy(programKey, row),
    };
  },
} as const;

/**
 * Business key of what a row brings. A commission's begins with its sale, so that its claim lies beside the sale's: the
 * same payment is found whichever came first.
 */
export const keyOf = (tool: Tool, row: KeptOfPartner): string => {
  switch (row.kind) {
    case 'links':
      return `link/${row.code}`;
    case 'customers':
      return `${tool}/customer/${row.customer}`;
    case 'commissions':
      return row.sale === undefined ? `${tool}/${row.externalId}` : `${row.sale}~${tool}/${row.externalId}`;
  }
};

/** What stands for the row's content: the same key with another content is a conflict [Z4]. */
export const contentHash = (
  programKey: string,
  { row: _, mailbox: __, partner: ___, ...content }: KeptOfPartner,
): string =>
  keyedHash(
    programKey,
    'imported',
    JSON.stringify(
      Object.entries(content)
        .filter(([, value]) => value !== undefined)
        .toSorted(([one], [other]) => (one < other ? -1 : 1)),
    ),
  ).slice(0, SHORT);
