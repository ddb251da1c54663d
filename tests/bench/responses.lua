-- wrk: valid, varied, full responses of a real client's size; each gets a fresh random id. Requests are put together before the clock
-- starts, so that the load costs the machine as little as it can.

local before, after = {}, {}
local threads = 0
function setup(thread) threads = threads + 1; thread:set('seed', threads) end
function init()
  math.randomseed(os.time() * 1000 + seed)
  local headers = { ['Content-Type'] = 'application/json' }
  for line in io.lines(os.getenv('BODIES')) do
    local request = wrk.format('POST', '/api/v1/responses', headers, (line:gsub('@ID@', string.rep('@', 32), 1)))
    local from, to = request:find(string.rep('@', 32), 1, true)
    before[#before + 1], after[#after + 1] = request:sub(1, from - 1), request:sub(to + 1)
  end
end

local function id()
  local parts = {}
  for i = 1, 8 do parts[i] = string.format('%04x', math.random(0, 65535)) end
  return table.concat(parts)
end

function request()
  local n = math.random(#before)
  return before[n] .. id() .. after[n]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format('\nRESULT {"rate":%.0f,"p50":%.2f,"p99":%.2f,"errors":%d}\n', summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
