import { decimalOf, digitsOf } from '../shared/money.ts';
import type { Account } from './accounts.ts';
import { latin } from './latin.ts';

/** Banks take files of this size everywhere. */
export const BANK_FILE_PAYMENTS = 2_000;
const MOST_NAME = 70;
const MOST_REMITTANCE = 140;

export interface BankPayment {
  readonly providerKey: string;
  readonly minor: number;
  readonly to: Account;
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
  /** SEPA credit transfers: in euros, to accounts that they reach. */
  readonly sepa: boolean;
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
/** A bank by its number in a country's clearing: USABA (Fedwire routing number), GBDSC (UK domestic sort code). */
const member = (system: 'USABA' | 'GBDSC', number: string, country: string): Xml => [
  [
    'FinInstnId',
    [
      [
        'ClrSysMmbId',
        [
          ['ClrSysId', [['Cd', system]]],
          ['MmbId', number],
        ],
      ],
      ['PstlAdr', [['Ctry', country]]],
    ],
  ],
];

const agentOf = (to: Account): Xml | undefined => {
  switch (to.by) {
    case 'us':
      return member('USABA', to.routing, 'US');
    case 'uk':
      return member('GBDSC', to.sortCode, 'GB');
    case 'bic':
      return agent(to.bic);
    default:
      return to.bic ? agent(to.bic) : undefined;
  }
};
const accountOf = (to: Account): Xml => ('iban' in to ? account(to.iban) : [['Id', [['Othr', [['Id', to.account]]]]]]);

/** The country alone is enough inside SEPA; abroad banks want town and street as fields of their own. */
const addressOf = (to: Account): readonly Element[] => [
  ...('street' in to
    ? [
        ['StrtNm', latin(to.street, MOST_NAME)] as const,
        to.postCode ? (['PstCd', latin(to.postCode, 16)] as const) : undefined,
        ['TwnNm', latin(to.town, 35)] as const,
      ]
    : []),
  ['Ctry', to.country],
];

const optional = (name: string, content: Xml | undefined): Element =>
  content === undefined ? undefined : [name, content];

const transfer = (one: BankPayment, currency: string): Element => [
  'CdtTrfTxInf',
  [
    ['PmtId', [['EndToEndId', one.providerKey]]],
    ['Amt', [['InstdAmt', decimalOf({ minor: one.minor, currency }), ` Ccy="${currency}"`]]],
    optional('CdtrAgt', agentOf(one.to)),
    [
      'Cdtr',
      [
        ['Nm', latin(one.to.name, MOST_NAME)],
        ['PstlAdr', addressOf(one.to)],
      ],
    ],
    ['CdtrAcct', accountOf(one.to)],
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
 * and the same payments are the same bytes.
 */
export const bankFile = (file: BankFile): string => {
  refuseWhatBanksRefuse(file);
  const { currency, sepa, payer, payments } = file;
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
      sepa ? ['PmtTpInf', [['SvcLvl', [['Cd', 'SEPA']]]]] : undefined,
      ['ReqdExctnDt', [['Dt', file.executionDate]]],
      ['Dbtr', [['Nm', latin(payer.name, MOST_NAME)]]],
      ['DbtrAcct', account(payer.iban)],
      ['DbtrAgt', agent(payer.bic)],
      ['ChrgBr', sepa ? 'SLEV' : 'SHAR'],
      ...payments.map((one) => transfer(one, currency)),
    ],
  ];
  const root = ' xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"';
  const document: Element = ['Document', [['CstmrCdtTrfInitn', [header, orders]]], root];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml([document], 0)}`;
};
