import { decimalOf, digitsOf } from '../shared/money.ts';
import { latin } from './latin.ts';

/** Banks take files of this size everywhere. */
export const BANK_FILE_PAYMENTS = 2_000;
const MOST_NAME = 70;
const MOST_REMITTANCE = 140;

export interface BankPayment {
  readonly providerKey: string;
  readonly minor: number;
  readonly name: string;
  readonly iban: string;
  readonly bic?: string | undefined;
  readonly country: string;
  /** What the payee reads on its account. */
  readonly remittance: string;
}

export interface BankFile {
  /** At most 35 characters; the same file has the same. */
  readonly messageId: string;
  /** When the money was reserved, to the second. */
  readonly createdAt: string;
  readonly executionDate: string;
  readonly currency: string;
  readonly payer: { readonly name: string; readonly iban: string; readonly bic: string };
  readonly payments: readonly BankPayment[];
}

type Xml = string | readonly Element[];
type Element = readonly [name: string, content: Xml, attributes?: string] | undefined;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const xml = (elements: readonly Element[], depth: number): string =>
  elements
    .map((element) => {
      if (!element) return '';
      const [name, content, attributes = ''] = element;
      const pad = '  '.repeat(depth);
      const inner = typeof content === 'string' ? escaped(content) : `\n${xml(content, depth + 1)}${pad}`;
      return `${pad}<${name}${attributes}>${inner}</${name}>\n`;
    })
    .join('');

const account = (iban: string): Xml => [['Id', [['IBAN', iban]]]];
const agent = (bic: string): Xml => [['FinInstnId', [['BICFI', bic]]]];

const transfer = (one: BankPayment, currency: string): Element => [
  'CdtTrfTxInf',
  [
    ['PmtId', [['EndToEndId', one.providerKey]]],
    ['Amt', [['InstdAmt', decimalOf({ minor: one.minor, currency }), ` Ccy="${currency}"`]]],
    one.bic ? ['CdtrAgt', agent(one.bic)] : undefined,
    [
      'Cdtr',
      [
        ['Nm', latin(one.name, MOST_NAME)],
        ['PstlAdr', [['Ctry', one.country]]],
      ],
    ],
    ['CdtrAcct', account(one.iban)],
    ['RmtInf', [['Ustrd', latin(one.remittance, MOST_REMITTANCE)]]],
  ],
];

const refuseWhatBanksRefuse = ({ currency, payments }: BankFile): void => {
  if (payments.length === 0 || payments.length > BANK_FILE_PAYMENTS) {
    throw new RangeError(`A bank file has 1 to ${BANK_FILE_PAYMENTS} payments, not ${payments.length}.`);
  }
  const wrong = payments.find(({ minor }) => minor < 1 || minor >= 10 ** (9 + digitsOf(currency)));
  if (wrong) throw new RangeError(`Payment ${wrong.providerKey} has an amount that no bank takes.`);
};

/**
 * ISO 20022 customer credit transfer, pain.001.001.09: one debit account, one currency, one day. Control sums are exact,
 * and the same payments are the same bytes. In euros as SEPA credit transfers.
 */
export const bankFile = (file: BankFile): string => {
  refuseWhatBanksRefuse(file);
  const { currency, payer, payments } = file;
  const count = String(payments.length);
  const sum = decimalOf({ minor: payments.reduce((total, { minor }) => total + minor, 0), currency });
  const header: Element = [
    'GrpHdr',
    [
      ['MsgId', file.messageId],
      ['CreDtTm', `${file.createdAt.slice(0, 19)}Z`],
      ['NbOfTxs', count],
      ['CtrlSum', sum],
      ['InitgPty', [['Nm', latin(payer.name, MOST_NAME)]]],
    ],
  ];
  const orders: Element = [
    'PmtInf',
    [
      ['PmtInfId', file.messageId],
      ['PmtMtd', 'TRF'],
      ['NbOfTxs', count],
      ['CtrlSum', sum],
      currency === 'EUR' ? ['PmtTpInf', [['SvcLvl', [['Cd', 'SEPA']]]]] : undefined,
      ['ReqdExctnDt', [['Dt', file.executionDate]]],
      ['Dbtr', [['Nm', latin(payer.name, MOST_NAME)]]],
      ['DbtrAcct', account(payer.iban)],
      ['DbtrAgt', agent(payer.bic)],
      ['ChrgBr', currency === 'EUR' ? 'SLEV' : 'SHAR'],
      ...payments.map((one) => transfer(one, currency)),
    ],
  ];
  const root = ' xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"';
  const document: Element = ['Document', [['CstmrCdtTrfInitn', [header, orders]]], root];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml([document], 0)}`;
};
