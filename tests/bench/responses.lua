-- wrk: valid, varied, full responses of a real client's size; each body gets a fresh random id.

local bodies = {}
for line in io.lines(os.getenv('BODIES')) do bodies[#bodies + 1] = line end
local threads = 0
function setup(thread) threads = threads + 1; thread:set('seed', threads) end
function init() math.randomseed(os.time() * 1000 + seed) end

local function id()
  local parts = {}
  for i = 1, 8 do parts[i] = string.format('%04x', math.random(0, 65535)) end
  return table.concat(parts)
end

local headers = { ['Content-Type'] = 'application/json' }
function request()
  local body = bodies[math.random(#bodies)]:gsub('@ID@', id(), 1)
  return wrk.format('POST', '/api/v1/responses', headers, body)
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format('\nRESULT {"rate":%.0f,"p50":%.2f,"p99":%.2f,"errors":%d}\n', summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
