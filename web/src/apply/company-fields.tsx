import { Field } from '../ui.tsx';
import { countries } from './countries.ts';

export type Texts = Readonly<Record<string, string>>;
type Choices = readonly { id: string; label: string }[];

/** Who applies: the company and its contact. */
export const CompanyFields = (props: {
  categories: Choices;
  texts: Texts;
  change: (texts: Texts) => void;
  fields: Readonly<Record<string, string>>;
}) => {
  const { texts, fields } = props;
  const bind = (name: string) => ({
    name,
    value: texts[name] ?? '',
    onInput: (event: { currentTarget: { value: string } }) =>
      props.change({ ...texts, [name]: event.currentTarget.value }),
  });
  return (
    <>
      <fieldset class="card">
        <legend>Your company</legend>
        <Field label="Name" error={fields.company}>
          {(ids) => <input {...ids} {...bind('company')} required maxLength={120} autocomplete="organization" />}
        </Field>
        <Field
          label="Website, or the profile where you reach people"
          hint="For example acme.com or youtube.com/@acme"
          error={fields.website}
        >
          {(ids) => <input {...ids} {...bind('website')} required maxLength={300} autocomplete="url" inputMode="url" />}
        </Field>
        <Field label="Country" error={fields.country}>
          {(ids) => (
            <select {...ids} {...bind('country')} required autocomplete="country">
              <option value="">Choose…</option>
              {countries().map(([code, name]) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="What do you do?" error={fields.category}>
          {(ids) => (
            <select {...ids} {...bind('category')} required>
              <option value="">Choose…</option>
              {props.categories.map((category) => (
                <option key={category.id} value={category.id}>
                  {category.label}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field
          label="How many people or companies do you reach?"
          hint="Monthly readers, followers, subscribers or customers: your own count"
          error={fields.audienceSize}
        >
          {(ids) => (
            <input {...ids} {...bind('audienceSize')} required type="number" min={0} step={1} inputMode="numeric" />
          )}
        </Field>
      </fieldset>
      <fieldset class="card">
        <legend>You</legend>
        <Field label="Your name" error={fields.contactName}>
          {(ids) => <input {...ids} {...bind('contactName')} required maxLength={100} autocomplete="name" />}
        </Field>
        <Field label="E-mail" hint="We send a letter there to confirm it" error={fields.email}>
          {(ids) => <input {...ids} {...bind('email')} required type="email" maxLength={254} autocomplete="email" />}
        </Field>
      </fieldset>
    </>
  );
};
