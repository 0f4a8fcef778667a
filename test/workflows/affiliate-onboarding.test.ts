import { casesOf } from './cases.ts';

casesOf('affiliate-onboarding', 45);
