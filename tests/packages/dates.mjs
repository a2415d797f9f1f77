// moment, dayjs and luxon on the same days.
import dayjs from "dayjs";
import relativeTime from "dayjs/plugin/relativeTime.js";
import utc from "dayjs/plugin/utc.js";
import { DateTime, Duration, Interval } from "luxon";
import moment from "moment";

dayjs.extend(utc);
dayjs.extend(relativeTime);

export default () => {
  const lines = [];
  for (const day of ["2024-02-29T12:34:56Z", "1999-12-31T23:59:59Z", "2038-01-19T03:14:07Z"]) {
    const m = moment.utc(day), d = dayjs.utc(day), l = DateTime.fromISO(day, { zone: "utc", locale: "en" });
    lines.push(m.clone().add(1, "month").endOf("week").format("dddd, MMMM Do YYYY, h:mm:ss a"), m.from("2020-01-01"), JSON.stringify(m), +m);
    lines.push(d.add(1, "month").endOf("week").format("dddd, MMMM D YYYY, h:mm:ss a"), d.from(dayjs.utc("2020-01-01")), `${d > dayjs(0)}`);
    lines.push(l.plus({ months: 1 }).endOf("week").toFormat("cccc, LLLL d yyyy, h:mm:ss a"), l.diff(DateTime.fromISO("2020-01-01"), ["years", "days"]).years);
  }
  lines.push(moment.duration(3_723_000).humanize(), Duration.fromMillis(3_723_000).toFormat("h:mm:ss"));
  lines.push(Interval.fromISO("2024-01-01/2024-03-01").splitBy({ weeks: 3 }).length, moment("31/12/2020", "DD/MM/YYYY").isLeapYear());
  return lines.join("\n");
};
