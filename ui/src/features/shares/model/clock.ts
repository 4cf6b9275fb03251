/** The moment and the zone that all times of one screen are read with. */
export interface Clock {
  now: number;
  timeZone: string;
}
