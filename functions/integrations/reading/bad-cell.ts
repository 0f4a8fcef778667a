/** A cell that cannot be understood; the message ends the sentence "Row 7: ...". */
export class BadCell extends Error {}
