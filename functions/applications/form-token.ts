import { readToken, signToken } from '../shared/link-token.ts';
import { Problem } from '../shared/problem.ts';

interface Rules {
  readonly fastestFillMs: number;
  readonly formOpenHours: number;
}

/** What a form carries from the moment it is opened: when that was, signed. `nonce`: tells two forms apart. */
export const formToken = (programKey: string, openedAtMs: number, nonce: string): string =>
  signToken(programKey, 'application-form', `${openedAtMs.toString(36)}-${nonce}`);

/**
 * True when the form was filled in faster than a person can, or its hidden field was: such a form is answered like any
 * other and dropped. Throws a 422 when the form was not ours, or was opened too long ago.
 */
export const filledByMachine = (
  programKey: string,
  rules: Rules,
  form: { readonly formToken: string; readonly fax?: string | undefined },
  nowMs: number,
): boolean => {
  const token = readToken(programKey, 'application-form', form.formToken);
  const age = token === undefined ? Number.POSITIVE_INFINITY : nowMs - Number.parseInt(token, 36);
  if (age > rules.formOpenHours * 3_600_000) {
    throw new Problem(422, 'form-expired', 'The form was open for too long. Reload the page and send it again.');
  }
  return Boolean(form.fax) || age < rules.fastestFillMs;
};
