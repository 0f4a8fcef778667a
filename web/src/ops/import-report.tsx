import type { ImportView } from '../../../functions/integrations/contract.ts';
import { moneyText } from '../../../functions/shared/currency.ts';
import { Note } from '../ui.tsx';

const SHOWN = 50;

const meanings: Readonly<
  Record<ImportView['kind'], Readonly<Record<'new' | 'known' | 'conflicting' | 'waiting', string>>>
> = {
  partners: { new: 'New', known: 'Here already', conflicting: "Another partner's domain", waiting: 'Waiting' },
  links: {
    new: 'Code is free',
    known: 'Has it already',
    conflicting: 'Code is taken',
    waiting: 'Wait for their partner',
  },
  customers: { new: 'New', known: 'Imported before', conflicting: 'In conflict', waiting: 'Wait for their partner' },
  commissions: { new: 'New', known: 'Imported before', conflicting: 'In conflict', waiting: 'Wait for their partner' },
};
const states = { pending: 'In review', due: 'Due', paid: 'Paid over there', void: 'Void' } as const;

const Row = ({ what, children }: { what: string; children: number | string }) => (
  <tr>
    <th scope="row">{what}</th>
    <td>{children}</td>
  </tr>
);

const Sums = ({ sums }: { sums: ImportView['report']['sums'] }) =>
  sums.length === 0 ? null : (
    <div class="scroll">
      <table class="amounts">
        <caption class="soft small">Commissions in the file</caption>
        <thead>
          <tr>
            <th scope="col">State</th>
            <th scope="col">Rows</th>
            <th scope="col">Amount</th>
          </tr>
        </thead>
        <tbody>
          {sums.map(({ currency, state, rows, minor }) => (
            <tr key={currency + state}>
              <th scope="row">{states[state]}</th>
              <td>{rows}</td>
              <td>{moneyText({ minor, currency })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );

const Rows = ({ rows, title }: { rows: ImportView['report']['rows']; title: string }) =>
  rows.length === 0 ? null : (
    <details open={rows.length <= 10}>
      <summary>
        {title}: {rows.length}
      </summary>
      <ul class="small">
        {rows.slice(0, SHOWN).map(({ row, reason }, index) => (
          <li key={`${row} ${index}`} class="break">
            Row {row} {reason}.
          </li>
        ))}
        {rows.length > SHOWN ? <li>and {rows.length - SHOWN} more</li> : null}
      </ul>
    </details>
  );

/** What a file would bring, or has brought. */
export const ImportReport = ({ view: { kind, report, result, options } }: { view: ImportView }) => {
  const counts = result ?? report.counts;
  const means = meanings[kind];
  return (
    <>
      {report.missingColumns.length > 0 ? (
        <Note kind="bad">Nothing can be read without a column {report.missingColumns.join(', and one ')}.</Note>
      ) : null}
      {report.dates ? <Note kind={report.dates.order ? 'plain' : 'bad'}>{report.dates.says}</Note> : null}
      <table class="amounts">
        <caption class="soft small">{result ? 'What was brought' : 'What the file would bring'}</caption>
        <tbody>
          <Row what="Rows of the file">{report.records}</Row>
          {report.refused > 0 ? <Row what="Not understood">{report.refused}</Row> : null}
          {(['new', 'known', 'conflicting', 'waiting'] as const)
            .filter((one) => counts[one] > 0 || one === 'new')
            .map((one) => (
              <Row key={one} what={means[one]}>
                {counts[one]}
              </Row>
            ))}
          {options.letters ? (
            <Row what={result ? 'Contacts asked by letter' : 'Letters to contacts'}>
              {result?.asked ?? report.letters}
            </Row>
          ) : null}
        </tbody>
      </table>
      <Sums sums={report.sums} />
      {report.unknownColumns.length > 0 ? (
        <p class="soft small break">Columns that say nothing to us: {report.unknownColumns.join(', ')}</p>
      ) : null}
      <Rows rows={report.rows} title="Rows to look at" />
      {result ? <Rows rows={result.rows} title="Not brought" /> : null}
    </>
  );
};
