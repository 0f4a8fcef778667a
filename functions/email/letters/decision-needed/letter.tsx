import { atTime } from '../../layout/dates.ts';
import { Decision, decisionData, decisionSample } from '../../layout/decision.tsx';
import { companyOf, defineLetter } from '../../letter.ts';
import { asked, short } from '../../words.ts';

/** To the manager: a person must decide, until when, and what happens otherwise [L11]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'team',
  data: decisionData,
  sample: decisionSample,
  subject: ({ kind }, context) => `Decision needed: ${short(companyOf(context))}, ${asked[kind].about}`,
  title: () => 'A decision is yours',
  preheader: ({ deadline }, { program }) => `By ${atTime(deadline, program.zone)}.`,
  body: (data, context) => <Decision data={data} context={context} />,
});
