import type { AgreementView } from '../../../functions/agreements/contract.ts';
import { Field } from '../ui.tsx';

type Terms = Record<string, string>;

interface Term {
  readonly name: string;
  readonly label: string;
  readonly options?: readonly (readonly [string, string])[];
  readonly long?: true;
}

const asked: Record<Exclude<AgreementView['asksFor'], 'nothing'>, readonly Term[]> = {
  integration: [
    {
      name: 'kind',
      label: 'Kind of integration',
      options: [
        ['api', 'API'],
        ['marketplace', 'Marketplace app'],
        ['native', 'Native'],
        ['embedded', 'Embedded'],
      ],
    },
    { name: 'valueToOurUsers', label: 'What our users gain', long: true },
    { name: 'valueToYourUsers', label: 'What your users gain', long: true },
    {
      name: 'dataFlow',
      label: 'Data flows',
      options: [
        ['one-way', 'One way'],
        ['both', 'Both ways'],
      ],
    },
    {
      name: 'auth',
      label: 'Authentication',
      options: [
        ['oauth2', 'OAuth 2.0'],
        ['api-key', 'API key'],
        ['webhook', 'Signed webhooks'],
      ],
    },
    { name: 'yourMaintenanceOwner', label: 'Who on your side keeps it working when an API changes?' },
    {
      name: 'revenueModel',
      label: 'Revenue model',
      options: [
        ['free', 'Free'],
        ['revenue-share', 'Revenue share'],
        ['referral-fee', 'Referral fee'],
      ],
    },
  ],
  strategic: [
    { name: 'yourSponsor', label: 'Executive sponsor on your side' },
    { name: 'jointValueProposition', label: 'Our joint value proposition, in a few sentences', long: true },
  ],
};

/** The terms that only the partner can fill in: integration [P2] and strategic [P1] agreements ask for them. */
export const ExtraTerms = (props: {
  asksFor: AgreementView['asksFor'];
  terms: Terms;
  change: (terms: Terms) => void;
  fields: Readonly<Record<string, string>>;
}) => {
  if (props.asksFor === 'nothing') return null;
  const group = props.asksFor;
  return (
    <>
      {asked[group].map((term) => {
        const value = props.terms[term.name] ?? '';
        const set = (event: { currentTarget: { value: string } }): void =>
          props.change({ ...props.terms, [term.name]: event.currentTarget.value });
        return (
          <Field key={term.name} label={term.label} error={props.fields[`${group}.${term.name}`]}>
            {(ids) =>
              term.options ? (
                <select {...ids} required value={value} onChange={set}>
                  <option value="">Choose…</option>
                  {term.options.map(([key, word]) => (
                    <option key={key} value={key}>
                      {word}
                    </option>
                  ))}
                </select>
              ) : term.long ? (
                <textarea {...ids} required value={value} onInput={set} />
              ) : (
                <input {...ids} required value={value} onInput={set} />
              )
            }
          </Field>
        );
      })}
    </>
  );
};
