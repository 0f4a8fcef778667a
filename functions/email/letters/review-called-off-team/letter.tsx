import * as z from 'zod';
import { Partner } from '../../layout/partner.tsx';
import { P } from '../../layout/parts.tsx';
import { invitation, meeting, meetingSample, named, When, whose } from '../../layout/review.tsx';
import { defineLetter } from '../../letter.ts';

/** The same for the managers. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'team',
  data: z.strictObject({ meeting, because: z.string().min(1).max(500) }),
  sample: {
    meeting: { ...meetingSample, sequence: 2 },
    because: 'We meet in June at your conference instead.',
  },
  subject: ({ meeting: { quarter } }, context) => `Review ${named(quarter)} is off: ${whose(context)}`,
  title: () => 'A business review is off',
  preheader: ({ because }) => because.slice(0, 120),
  body: ({ meeting: data, because }, context) => (
    <>
      <P>
        The review of <Partner context={context} /> does not take place. {because}
      </P>
      <When data={data} context={context} />
    </>
  ),
  calendar: ({ meeting: data }, context) => invitation(data, context, 'team', 'CANCEL'),
});
