import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { journeyItem } from '../../onboarding/contract.ts';
import type { Session } from '../../shared/http.ts';
import { keys } from '../../shared/keys.ts';
import { readProfile } from '../../shared/partner-reader.ts';
import { readPolicySince } from '../../shared/policy-reader.ts';
import { conflict, notFound } from '../../shared/problem.ts';
import { settings } from '../../shared/settings.ts';
import { table } from '../../shared/table.ts';
import type { Track } from '../contract.ts';
import { newCourse } from '../course.ts';
import { findAttempt, findCertificate, findCourse } from '../store.ts';

/**
 * A person and one track: the course as far as it is, the last attempt, the certificate, and the policy of the run.
 * Throws 404 when there is no such partner, 409 while or once its portal is not open.
 */
export const readLearner = async (session: Session | undefined, track: Track, now: Date) => {
  const profile = await readProfile(session?.partnerId ?? '');
  if (!profile || !session) throw notFound('partner');
  if (profile.portal !== 'open') throw conflict('The courses are open while your portal access is.');
  const { partnerId, run, policyVersion } = profile;
  const { personId } = session;
  const [{ policy }, begun, certificate] = await Promise.all([
    readPolicySince(policyVersion, now),
    findCourse(partnerId, personId, track),
    findCertificate(partnerId, personId, track),
  ]);
  const course = begun ?? newCourse({ partnerId, personId, track }, policy);
  const last = await findAttempt(course, course.attemptsStarted);
  return { partnerId, run, personId, policy, course, begun: begun !== undefined, last, certificate };
};

/** Which tracks the journey of this run asks for [O10]; none before admission, and none of an affiliate. */
export const requiredTracks = async (partnerId: string, run: number): Promise<ReadonlySet<Track>> => {
  const { Item } = await table().send(
    new GetCommand({ TableName: settings.programTable(), Key: keys.journey(partnerId, run), ConsistentRead: true }),
  );
  const asked = Item ? journeyItem.parse(Item).milestones.filter((one) => one.required) : [];
  const tracks = { O2: 'sales', O3: 'technical' } as const;
  return new Set(asked.flatMap(({ id }) => (id === 'O2' || id === 'O3' ? [tracks[id]] : [])));
};
