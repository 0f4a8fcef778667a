import type { Chance } from './chance.ts';
import { chanceOf } from './chance.ts';
import { drawHabit, drawWish, type Habit, type Wish } from './habits.ts';
import type { History } from './history.ts';

const FIRST_NAMES = [
  'Ada',
  'Ben',
  'Chiara',
  'Dmitri',
  'Elif',
  'Farid',
  'Grace',
  'Hana',
  'Ines',
  'Jonas',
  'Kofi',
  'Lena',
] as const;
const LAST_NAMES = [
  'Abara',
  'Berg',
  'Costa',
  'Dupont',
  'Eriksen',
  'Fischer',
  'Gupta',
  'Haddad',
  'Ito',
  'Jansen',
] as const;

export interface Applicant {
  readonly number: number;
  readonly company: string;
  readonly domain: string;
  readonly person: string;
  readonly email: string;
  readonly habit: Habit;
  readonly wish: Wish;
  /** Chances of one step of its life: the same, whatever it does or leaves out before. */
  readonly chance: (step: string) => Chance;
}

/** The applicant of this number: the same in every history of the seed, whoever else is in it. */
export const applicantOf = ({ seed, habits, program }: History, number: number): Applicant => {
  const chance = chanceOf(seed, 'applicant', number);
  const person = `${chance.pick(FIRST_NAMES)} ${chance.pick(LAST_NAMES)}`;
  const domain = `company-${String(number + 1).padStart(5, '0')}.example`;
  return {
    number,
    company: `Company ${number + 1}`,
    domain,
    person,
    email: `${person.toLowerCase().replace(' ', '.')}@${domain}`,
    habit: drawHabit(chance, habits),
    wish: drawWish(chance, program),
    chance: (step) => chanceOf(seed, 'applicant', number, step),
  };
};

/** TEST-NET-2 and -3 have too few addresses for a large run: the benchmark range of RFC 2544. */
export const ipOf = (number: number): string => `198.18.${Math.floor(number / 250) % 256}.${(number % 250) + 1}`;
