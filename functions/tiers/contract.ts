export { type Benefits, benefitsOf, rankOf } from './benefits.ts';
export {
  type ProgramTierItem,
  programTierItem,
  type Quarter,
  quarter,
  type RevenueItem,
  revenueItem,
} from './items.ts';
