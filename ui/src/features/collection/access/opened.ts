/** What is open below a guest's row: the grants that count, or why they can't open it. */
export type Opened = 'reasons' | 'diagnosis';
