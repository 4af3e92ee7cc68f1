// The workflow bundle's entry: every name here is a workflow type, and a promise to runs in flight.
export { doctorRun } from './doctor-run.ts';
