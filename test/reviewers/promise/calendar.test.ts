import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WEEKDAYS } from '../../../src/domain/reviewer-settings.ts';
import { addWorkingTime, type Calendar, isOpen } from '../../../src/reviewers/promise/calendar.ts';
import { parseResponse, type ResponseTime } from '../../../src/reviewers/promise/response.ts';

const OFFICE: Calendar = {
  timeZone: 'Europe/Stockholm',
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  hours: '09:00-17:00',
  holidays: ['2026-12-24', '2026-12-25', '2027-01-01'],
};

function promise(text: string): ResponseTime {
  const found = parseResponse(text);
  if (!found) throw new Error(`${text} promises nothing`);
  return found;
}

const due = (start: string, text: string, calendar: Partial<Calendar> = {}) =>
  addWorkingTime(new Date(start), promise(text), { ...OFFICE, ...calendar })?.toISOString() ?? null;

describe('a promise is due', () => {
  test.each([
    ['within a day', '2026-11-18T09:00:00.000Z', '4 hours', '2026-11-18T13:00:00.000Z'],
    ['over night', '2026-11-18T14:00:00.000Z', '4 hours', '2026-11-19T10:00:00.000Z'],
    ['never at the very end of a day', '2026-11-18T12:00:00.000Z', '4 hours', '2026-11-19T08:00:00.000Z'],
    ['at the same time of day', '2026-11-17T10:30:00.000Z', '2 working days', '2026-11-19T10:30:00.000Z'],
    ['over a weekend', '2026-11-20T10:00:00.000Z', '2 working days', '2026-11-24T10:00:00.000Z'],
    ['from Monday morning for what comes on Saturday', '2026-11-21T12:00:00Z', '1 day', '2026-11-24T08:00:00.000Z'],
    ['from next morning for what comes at night', '2026-11-17T22:00:00Z', '2 hours', '2026-11-18T10:00:00.000Z'],
    ['over holidays and a weekend', '2026-12-23T10:00:00.000Z', '1 working day', '2026-12-28T10:00:00.000Z'],
    ['a week later', '2026-11-18T10:00:00.000Z', '1 week', '2026-11-25T10:00:00.000Z'],
    ['a week later, or when people work again', '2026-12-18T10:00:00Z', '1 week', '2026-12-28T08:00:00.000Z'],
  ])('%s', (_, start, text, expected) => {
    expect(due(start, text)).toBe(expected);
  });

  test('at the same time of clocks that were put forward or back on the weekend between', () => {
    expect(due('2027-03-26T09:00:00Z', '1 working day')).toBe('2027-03-29T08:00:00.000Z');
    expect(due('2026-10-23T08:00:00Z', '1 working day')).toBe('2026-10-26T09:00:00.000Z');
    // New York puts its clocks back a week later, on the first of November.
    const newYork = { timeZone: 'America/New_York' };
    expect(due('2026-10-30T14:00:00Z', '1 working day', newYork)).toBe('2026-11-02T15:00:00.000Z');
  });

  test('after hours that really passed, where clocks are put while people work', () => {
    const nights: Partial<Calendar> = { days: WEEKDAYS, hours: '22:00-06:00' };
    // On 2027-03-28 clocks in Stockholm go from 02:00 to 03:00: that night has seven hours.
    expect(due('2027-03-27T21:00:00Z', '6 hours', nights)).toBe('2027-03-28T03:00:00.000Z');
    expect(due('2027-03-27T21:00:00Z', '7 hours', nights)).toBe('2027-03-28T20:00:00.000Z');
    // On 2026-10-25 they go from 03:00 to 02:00: that night has nine.
    expect(due('2026-10-24T20:00:00Z', '8 hours', nights)).toBe('2026-10-25T04:00:00.000Z');
  });

  test('by the day that it is there, not in Greenwich', () => {
    const auckland = { timeZone: 'Pacific/Auckland', holidays: ['2026-11-23'] };
    // Friday noon in Greenwich is Saturday there, and Monday is a holiday.
    expect(due('2026-11-20T12:00:00Z', '1 hour', auckland)).toBe('2026-11-23T21:00:00.000Z');
  });

  test('never, where nobody ever works', () => {
    expect(due('2026-11-18T10:00:00Z', '1 day', { days: [] })).toBeNull();
    expect(due('2026-11-18T10:00:00Z', '1 hour', { hours: '09:00-09:00' })).toBeNull();
    expect(isOpen({ ...OFFICE, days: [] }, new Date())).toBe(false);
  });
});

test.each([
  ['in the morning', '2026-11-18T08:00:00Z', true],
  ['just before', '2026-11-18T07:59:59Z', false],
  ['in the last minute', '2026-11-18T15:59:59Z', true],
  ['at the end', '2026-11-18T16:00:00Z', false],
  ['on Saturday', '2026-11-21T10:00:00Z', false],
  ['on a holiday', '2026-12-24T10:00:00Z', false],
])('whether people work %s', (_, at, expected) => {
  expect(isOpen(OFFICE, new Date(at))).toBe(expected);
});

test('hours over midnight belong to the day they begin on', () => {
  const nights: Calendar = { ...OFFICE, timeZone: 'UTC', days: ['fri'], hours: '22:00-06:00', holidays: [] };
  expect(isOpen(nights, new Date('2026-11-21T05:00:00Z'))).toBe(true);
  expect(isOpen(nights, new Date('2026-11-20T05:00:00Z'))).toBe(false);
});

describe('whatever the calendar', () => {
  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '30'))
    .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`);
  const calendars: fc.Arbitrary<Calendar> = fc.record({
    timeZone: fc.constantFrom(
      'UTC',
      'Europe/Stockholm',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'Pacific/Apia',
      'America/Sao_Paulo',
    ),
    days: fc.subarray([...WEEKDAYS], { minLength: 1 }),
    hours: fc
      .tuple(time, time)
      .filter(([from, to]) => from !== to)
      .map((both) => both.join('-')),
    holidays: fc.array(
      fc
        .date({ min: new Date('2026-03-01'), max: new Date('2027-11-30'), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10)),
    ),
  });
  const promises: fc.Arbitrary<ResponseTime> = fc.record({
    amount: fc.integer({ min: 1, max: 12 }),
    unit: fc.constantFrom('hour', 'day', 'week'),
  });
  // Around the nights on which clocks are put, and anywhere.
  const moments = fc.oneof(
    fc.date({ min: new Date('2026-03-01'), max: new Date('2027-11-30'), noInvalidDate: true }),
    fc
      .tuple(
        fc.constantFrom('2026-03-29T01:00Z', '2026-10-25T01:00Z', '2026-03-08T07:00Z', '2026-11-01T06:00Z'),
        fc.integer({ min: -90, max: 90 }),
      )
      .map(([base, minutes]) => new Date(Date.parse(base) + minutes * 60_000)),
  );

  test('a promise is due in working time, and after it was given', () => {
    fc.assert(
      fc.property(calendars, promises, moments, (calendar, response, start) => {
        const end = addWorkingTime(start, response, calendar);
        if (!end) throw new Error('never due');
        expect(isOpen(calendar, end)).toBe(true);
        expect(end.getTime()).toBeGreaterThan(start.getTime());
      }),
    );
  });

  test('who asks later isn’t promised an earlier answer', () => {
    fc.assert(
      fc.property(
        calendars,
        promises,
        moments,
        fc.integer({ min: 0, max: 10 ** 8 }),
        (calendar, response, start, wait) => {
          const first = addWorkingTime(start, response, calendar);
          const second = addWorkingTime(new Date(start.getTime() + wait), response, calendar);
          expect(second?.getTime()).toBeGreaterThanOrEqual(first?.getTime() ?? Number.NaN);
        },
      ),
    );
  });

  test('a longer promise is due no earlier', () => {
    fc.assert(
      fc.property(calendars, promises, moments, (calendar, response, start) => {
        const one = addWorkingTime(start, response, calendar);
        const two = addWorkingTime(start, { ...response, amount: response.amount + 1 }, calendar);
        expect(two?.getTime()).toBeGreaterThanOrEqual(one?.getTime() ?? Number.NaN);
      }),
    );
  });
});
