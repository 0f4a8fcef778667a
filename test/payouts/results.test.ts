import { describe, expect, test } from 'vitest';
import { readCsv, readPain002, readPayPal } from '../../functions/payouts/results.ts';

const none = () => [];
const report = (inner: string): string => `<?xml version="1.0"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
<GrpHdr><MsgId>B1</MsgId><CreDtTm>2027-03-09T07:00:00Z</CreDtTm></GrpHdr>${inner}</CstmrPmtStsRpt></Document>`;
const group = (status = ''): string =>
  `<OrgnlGrpInfAndSts><OrgnlMsgId>202703-EUR-1</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>${
    status ? `<GrpSts>${status}</GrpSts><StsRsnInf><Rsn><Cd>AM04</Cd></Rsn></StsRsnInf>` : ''
  }</OrgnlGrpInfAndSts>`;
const single = (key: string, status: string, more = ''): string =>
  `<TxInfAndSts><OrgnlEndToEndId>${key}</OrgnlEndToEndId><TxSts>${status}</TxSts>${more}</TxInfAndSts>`;
const orders = (inner: string): string =>
  `<OrgnlPmtInfAndSts><OrgnlPmtInfId>x</OrgnlPmtInfId>${inner}</OrgnlPmtInfAndSts>`;

describe("A bank's status report", () => {
  test('tells payment by payment; what is under way is left for a later report', () => {
    const why = '<StsRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>Closed account number</AddtlInf></StsRsnInf>';
    const inner = single('A1', 'ACSC') + single('A2', 'RJCT', why) + single('A3', 'ACSP') + single('A4', 'PDNG');
    expect(readPain002(report(group() + orders(inner)), none)).toEqual([
      { key: 'A1', result: 'paid', on: '2027-03-09' },
      { key: 'A2', result: 'returned', on: '2027-03-09', reason: 'AC04 Closed account number' },
    ]);
  });

  test('that refuses the whole message tells of each of its payments', () => {
    const keysOf = (message: string) => (message === '202703-EUR-1' ? ['A1', 'A2'] : []);
    expect(readPain002(report(group('RJCT')), keysOf)).toEqual([
      { key: 'A1', result: 'returned', on: '2027-03-09', reason: 'AM04' },
      { key: 'A2', result: 'returned', on: '2027-03-09', reason: 'AM04' },
    ]);
  });

  test('that accepts all but one tells the difference', () => {
    const told = readPain002(report(group('ACCC') + orders(single('A2', 'RJCT'))), () => ['A1', 'A2']);
    expect(told.map(({ key, result }) => [key, result])).toEqual([
      ['A1', 'paid'],
      ['A2', 'returned'],
    ]);
  });

  test('of one technical acceptance tells nothing yet', () => {
    expect(readPain002(report(group('ACTC')), () => ['A1'])).toEqual([]);
  });

  test.each([
    ['no XML', 'hello'],
    ['another message', '<Document><CstmrCdtTrfInitn/></Document>'],
    ['a file with entities of its own', `<!DOCTYPE x [<!ENTITY y "z">]>${report('')}`],
  ])('cannot be %s', (_, content) => {
    expect(() => readPain002(content, none)).toThrow('Nothing was taken in');
  });
});

describe('A result table', () => {
  test("PayPal's tells what was paid and what came back, and leaves out what is unclaimed", () => {
    const content = [
      '\uFEFF"Recipient","Amount","Currency","Unique ID","Status","Date","Reason"',
      'a@x.com,10.00,USD,A1,Completed,03/08/2027,',
      'b@x.com,10.00,USD,A2,Unclaimed,03/08/2027,',
      'c@x.com,10.00,USD,A3,Failed,03/08/2027,Receiver is locked',
    ].join('\r\n');
    expect(readPayPal(content)).toEqual([
      { key: 'A1', result: 'paid', on: '2027-03-08' },
      { key: 'A3', result: 'returned', on: '2027-03-08', reason: 'Receiver is locked' },
    ]);
  });

  test('of our own has four columns', () => {
    expect(readCsv('key,result,date,reason\nA1,paid,2027-03-08,\nA2,returned,2027-03-09,"Gone, sorry"\n')).toEqual([
      { key: 'A1', result: 'paid', on: '2027-03-08' },
      { key: 'A2', result: 'returned', on: '2027-03-09', reason: 'Gone, sorry' },
    ]);
  });

  test.each(['', 'a,b\n1,2\n', 'key,result\n'])('without its columns or rows is refused: %j', (content) => {
    expect(() => readCsv(content)).toThrow('Nothing was taken in');
  });
});
