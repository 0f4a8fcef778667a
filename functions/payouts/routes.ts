import * as z from 'zod';
import { period } from '../ledger/contract.ts';
import { currencyCode } from '../shared/money.ts';
import { route } from '../shared/route.ts';
import { emailAddress, id, instant, line, paragraph } from '../shared/text.ts';
import { typedAccount } from './accounts.ts';
import { approval, batchId, batchItem, payoutState, standingItem, taxForm } from './items.ts';
import { batchRow, batchView, methodView, ownPayouts, statementView, taxView, yearRow } from './views.ts';

/** As typed. A first sign that spreadsheets take for a formula would be changed in the file: it is refused here. */
const typedPayee = z.discriminatedUnion('rail', [
  z.strictObject({
    rail: z.literal('paypal'),
    email: emailAddress.refine((text) => /^[A-Za-z0-9]/.test(text), 'must begin with a letter or a digit'),
  }),
  typedAccount,
  z.strictObject({ rail: z.literal('webhook'), account: line(100) }),
]);

const ofBatch = z.strictObject({ batchId });
/** Where a month's lines go on: a book and the number of its page. */
const ofStatement = z.strictObject({
  cursor: z
    .string()
    .regex(/^[A-Z]{3}\.\d{1,7}$/)
    .optional(),
});
const ofPartner = z.strictObject({ partnerId: id });
const taken = z.strictObject({ paid: z.int(), returned: z.int(), repeated: z.int(), unknown: z.array(z.string()) });

const portal = {
  showOwnPayouts: route({
    id: 'showOwnPayouts',
    method: 'GET',
    path: '/api/portal/payouts',
    access: 'partner',
    summary: 'What the next payout will be and why, how you are paid, your tax form, your payments',
    status: 200,
    answer: ownPayouts,
  }),
  changePayoutMethod: route({
    id: 'changePayoutMethod',
    method: 'PUT',
    path: '/api/portal/payout-method',
    access: 'partner',
    summary: 'Say how you are paid. Takes a fresh sign-in; announced by a letter to the contact.',
    fresh: true,
    body: typedPayee,
    status: 200,
    answer: methodView,
  }),
  declareTaxForm: route({
    id: 'declareTaxForm',
    method: 'PUT',
    path: '/api/portal/tax-status',
    access: 'partner',
    summary: 'Say which tax form is yours. The form itself goes to the finance team, never here.',
    body: z.strictObject({ form: taxForm }),
    status: 200,
    answer: taxView,
  }),
  listStatements: route({
    id: 'listStatements',
    method: 'GET',
    path: '/api/portal/statements',
    access: 'partner',
    summary: 'Your statements, the newest first',
    status: 200,
    answer: z.strictObject({
      open: period,
      statements: z.array(z.strictObject({ period, closedAt: instant, sha256: z.string() })),
    }),
  }),
  showStatement: route({
    id: 'showStatement',
    method: 'GET',
    path: '/api/portal/statements/{period}',
    access: 'partner',
    summary: 'One month: every line with what it is, and the balances before and after',
    params: z.strictObject({ period }),
    query: ofStatement,
    status: 200,
    answer: statementView,
  }),
  exportStatement: route({
    id: 'exportStatement',
    method: 'GET',
    path: '/api/portal/statements/{period}/csv',
    access: 'partner',
    summary:
      'All lines of one month as a table. `next-cursor` says where a long month goes on; the answers together are one file.',
    params: z.strictObject({ period }),
    query: ofStatement,
    status: 200,
    produces: 'text/csv',
  }),
  printStatement: route({
    id: 'printStatement',
    method: 'GET',
    path: '/api/portal/statements/{period}/pdf',
    access: 'partner',
    summary:
      'The same as a PDF, the same bytes each time once the month is closed; above 2,000 lines it adds them up by kind',
    params: z.strictObject({ period }),
    status: 200,
    produces: 'application/pdf',
  }),
} as const;

const ops = {
  listBatches: route({
    id: 'listBatches',
    method: 'GET',
    path: '/api/ops/payouts',
    access: 'team',
    summary: 'Payout runs, the newest first',
    status: 200,
    answer: z.strictObject({
      batches: z.array(batchRow),
      /** The program's payout service, and the secret that orders are signed with: for ops alone. */
      service: z.strictObject({ url: z.string(), secret: z.string() }).optional(),
    }),
  }),
  showBatch: route({
    id: 'showBatch',
    method: 'GET',
    path: '/api/ops/payouts/{batchId}',
    access: 'team',
    summary: 'One run: who is paid what and why not, approvals, files with their hashes',
    params: ofBatch,
    status: 200,
    answer: batchView,
  }),
  decideBatch: route({
    id: 'decideBatch',
    method: 'POST',
    path: '/api/ops/payouts/{batchId}/decision',
    access: 'team',
    summary: 'Approve exactly what the preview shows, or call the run off; mend: try again what has failed',
    params: ofBatch,
    body: z.discriminatedUnion('decision', [
      z.strictObject({ decision: z.literal('approve'), fingerprint: z.string().length(64) }),
      z.strictObject({ decision: z.literal('cancel'), reason: paragraph(500) }),
      z.strictObject({ decision: z.literal('try-again') }),
    ]),
    status: 200,
    answer: z.strictObject({ state: batchItem.shape.state, approvals: z.array(approval), approvalsNeeded: z.int() }),
  }),
  decidePayout: route({
    id: 'decidePayout',
    method: 'POST',
    path: '/api/ops/payouts/{batchId}/partners/{partnerId}/{currency}',
    access: 'team',
    summary: 'Leave one payout out of the preview, or release one that is held for a person. Approvals begin anew.',
    params: z.strictObject({ batchId, partnerId: id, currency: currencyCode }),
    body: z.strictObject({ decision: z.enum(['leave-out', 'release']), reason: paragraph(500) }),
    status: 200,
    answer: z.strictObject({ state: payoutState }),
  }),
  downloadFile: route({
    id: 'downloadFile',
    method: 'GET',
    path: '/api/ops/payouts/{batchId}/files/{name}',
    access: 'team',
    summary: 'A payment file. Made anew from the frozen payouts each time, and always the same bytes.',
    params: z.strictObject({ batchId, name: z.string().regex(/^(paypal|bank)-[A-Z]{3}-\d{1,3}\.(csv|xml)$/) }),
    status: 200,
    produces: 'application/octet-stream',
  }),
  takeResults: route({
    id: 'takeResults',
    method: 'POST',
    path: '/api/ops/payouts/{batchId}/results',
    access: 'team',
    summary:
      "Take in what became of the payments: a bank's pain.002, PayPal's result file, a CSV, or all of a file paid",
    params: ofBatch,
    body: z.discriminatedUnion('format', [
      z.strictObject({ format: z.enum(['pain.002', 'paypal', 'csv']), content: z.string().min(1).max(4_000_000) }),
      z.strictObject({ format: z.literal('all-paid'), file: z.string().max(40), on: z.iso.date().optional() }),
      z.strictObject({ format: z.literal('ask-the-service') }),
    ]),
    maxBytes: 5_000_000,
    status: 200,
    answer: taken,
  }),
  recordTaxForm: route({
    id: 'recordTaxForm',
    method: 'PUT',
    path: '/api/ops/partners/{partnerId}/tax-status',
    access: 'team',
    summary: 'A tax form has come in, signed on this day. Its number is never asked for.',
    params: ofPartner,
    body: z.strictObject({ form: taxForm, signedOn: z.iso.date() }),
    status: 200,
    answer: taxView,
  }),
  holdPayouts: route({
    id: 'holdPayouts',
    method: 'PUT',
    path: '/api/ops/partners/{partnerId}/payout-hold',
    access: 'team',
    summary: "Hold a partner's payouts, or let them go again, with a reason",
    params: ofPartner,
    body: z.strictObject({ hold: z.boolean(), reason: paragraph(500) }),
    status: 200,
    answer: z.strictObject({ hold: standingItem.shape.hold }),
  }),
  showTaxYear: route({
    id: 'showTaxYear',
    method: 'GET',
    path: '/api/ops/tax-years/{year}',
    access: 'team',
    summary: "A calendar year's payments by partner and date of payment, and who gets a form 1099-NEC",
    params: z.strictObject({ year: z.string().regex(/^20\d\d$/) }),
    status: 200,
    answer: z.strictObject({ year: z.string(), thresholdUsdCents: z.int(), partners: z.array(yearRow) }),
  }),
} as const;

export const routes = { ...portal, ...ops } as const;
