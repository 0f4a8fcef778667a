import { readPolicy } from '../../shared/policy-reader.ts';
import { programKey } from '../../shared/program-key.ts';
import { settings } from '../../shared/settings.ts';
import { readFile, readPictures, readSuppressions } from '../file/store.ts';
import type { House, PostOffice } from './post-office.ts';
import { post } from './ses.ts';
import { claimLetter, deferLetter, finishLetter } from './store.ts';

export const house = async (now: Date): Promise<House> => {
  const [key, { policy }] = await Promise.all([programKey(), readPolicy(now)]);
  return {
    programKey: key,
    team: settings.team(),
    program: {
      name: settings.programName(),
      address: settings.fromAddress(),
      siteUrl: settings.siteUrl(),
      postalAddress: settings.postalAddress(),
      zone: policy.calendar.timeZone,
    },
    signInMinutes: policy.access.linkMinutes,
    verificationHours: policy.signUp.verificationHours,
  };
};

/** The post office as it stands: the table, SES, the settings and the policy of this stage. */
export const postOffice: PostOffice = {
  house,
  file: readFile,
  pictures: readPictures,
  against: readSuppressions,
  claim: claimLetter,
  defer: deferLetter,
  finish: finishLetter,
  post,
  rest: (ms) => new Promise((rested) => setTimeout(rested, ms)),
};
