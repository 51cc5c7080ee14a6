// The SQL page: editor, parameters, results, chart, files, history. The server decides what may be asked.
(function () {
  'use strict';

  var root = document.getElementById('sql');
  if (!root) return;

  var editor = null;
  var running = null; // {id, controller, what}
  var result = null; // the rows that are shown
  var chart = null;

  function $(id) {
    return document.getElementById(id);
  }

  function element(tag, style, text) {
    var node = document.createElement(tag);
    if (style) node.className = style;
    if (text !== undefined) node.textContent = text;
    return node;
  }

  // crypto.randomUUID exists on https and on loopback only.
  function uuid() {
    var b = crypto.getRandomValues(new Uint8Array(16));
    b[6] = (b[6] & 0x0f) | 0x40;
    b[8] = (b[8] & 0x3f) | 0x80;
    var hex = Array.from(b, function (v) {
      return v.toString(16).padStart(2, '0');
    }).join('');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  }

  function form(fields) {
    var body = new URLSearchParams();
    body.set(root.dataset.tokenName, root.dataset.token);
    Object.keys(fields).forEach(function (name) {
      body.set(name, fields[name]);
    });
    return body;
  }

  function post(path, fields, controller) {
    return fetch(path, { method: 'POST', body: form(fields), signal: controller && controller.signal });
  }

  function json(answer) {
    return answer.text().then(function (text) {
      var body;
      try {
        body = JSON.parse(text);
      } catch (e) {
        body = { error: 'The server answered something else than JSON (' + answer.status + ').' };
      }
      if (!answer.ok) {
        var error = new Error(body.error || 'The server answered ' + answer.status + '.');
        error.hint = body.hint || '';
        throw error;
      }
      return body;
    });
  }

  // --- editor ---

  function statement() {
    return editor ? editor.getValue() : $('statement').value;
  }

  function setStatement(text) {
    if (editor) editor.setValue(text);
    else $('statement').value = text;
    showParameters();
  }

  function startEditor() {
    if (!window.CodeMirror) return;
    editor = window.CodeMirror.fromTextArea($('statement'), {
      mode: 'text/x-sql',
      lineNumbers: true,
      lineWrapping: true,
      screenReaderLabel: 'SQL statement',
      extraKeys: {
        'Ctrl-Enter': run,
        'Cmd-Enter': run,
        'Ctrl-Space': 'autocomplete',
        Tab: false,
        'Shift-Tab': false
      },
      hintOptions: { completeSingle: false, tables: {} }
    });
    editor.getInputField().setAttribute('aria-describedby', 'keys');
    editor.on('change', showParameters);
    // Gutters and sizers are helpers for the eye; the text is in the field.
    editor.getWrapperElement().querySelector('.CodeMirror-gutters').setAttribute('aria-hidden', 'true');
  }

  // --- parameters ---

  function withoutTexts(sql) {
    return sql.replace(/'(?:[^'\\]|\\.|'')*'|--[^\n]*|\/\*[\s\S]*?\*\//g, ' ');
  }

  function wanted() {
    var found = [];
    var pattern = /\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*:\s*([^{}]+?)\s*\}/g;
    withoutTexts(statement()).replace(pattern, function (all, name, type) {
      if (
        !found.some(function (one) {
          return one.name === name;
        })
      )
        found.push({ name: name, type: type });
      return all;
    });
    return found;
  }

  function showParameters() {
    var host = $('parameters');
    var list = wanted();
    var key = JSON.stringify(list);
    if (host.dataset.key === key) return;
    var values = parameters();
    host.dataset.key = key;
    host.textContent = '';
    list.forEach(function (one) {
      var field = element('div', 'field');
      var label = element('label', '', one.name + ' (' + one.type + ')');
      label.htmlFor = 'param-' + one.name;
      var input = element('input');
      input.id = 'param-' + one.name;
      input.dataset.name = one.name;
      input.autocomplete = 'off';
      input.value = values['param_' + one.name] || '';
      input.addEventListener('keydown', function (event) {
        if (event.key === 'Enter') run();
      });
      field.appendChild(label);
      field.appendChild(input);
      host.appendChild(field);
    });
  }

  function parameters() {
    var values = {};
    $('parameters')
      .querySelectorAll('input')
      .forEach(function (input) {
        values['param_' + input.dataset.name] = input.value;
      });
    return values;
  }

  // --- asking ---

  function say(text) {
    $('status').textContent = text;
  }

  function fail(error) {
    var host = $('failure');
    host.textContent = '';
    var box = element('div', 'sql-failure');
    box.appendChild(element('p', 'sql-reason', error.message));
    if (error.hint) box.appendChild(element('p', 'fine', error.hint));
    host.appendChild(box);
    say('Failed.');
  }

  function begin(what) {
    if (running) return null;
    running = { id: uuid(), controller: new AbortController(), what: what };
    $('failure').textContent = '';
    $('cut').hidden = true;
    $('cancel').disabled = false;
    ['run', 'explain'].forEach(function (id) {
      $(id).setAttribute('aria-disabled', 'true');
    });
    say(what + ' ..');
    return running;
  }

  function end(one) {
    if (running !== one) return;
    running = null;
    var hadFocus = document.activeElement === $('cancel');
    $('cancel').disabled = true;
    if (hadFocus) $('run').focus();
    ['run', 'explain'].forEach(function (id) {
      $(id).removeAttribute('aria-disabled');
    });
    loadHistory();
  }

  function ask(path, what) {
    var one = begin(what);
    if (!one) return;
    var fields = Object.assign({ sql: statement(), id: one.id }, parameters());
    post(path, fields, one.controller)
      .then(json)
      .then(function (body) {
        result = body;
        showRows(path.endsWith('explain'));
      })
      .catch(function (error) {
        clearRows();
        fail(error.name === 'AbortError' ? new Error('The query was cancelled.') : error);
      })
      .finally(function () {
        end(one);
      });
  }

  function run() {
    ask('/data/sql/query', 'Running');
  }

  function cancel() {
    if (!running) return;
    say('Cancelling ..');
    var one = running;
    post('/data/sql/cancel', { id: one.id }).catch(function () {
      one.controller.abort();
    });
    // The answer of the query says that it was cancelled; if it does not come, we do not wait for it.
    setTimeout(function () {
      if (running === one) one.controller.abort();
    }, 3000);
  }

  // A closed tab cancels its query; the beacon outlives the page.
  window.addEventListener('pagehide', function () {
    if (running) navigator.sendBeacon('/data/sql/cancel', form({ id: running.id }));
  });

  // --- rows ---

  function clearRows() {
    result = null;
    $('table').hidden = true;
    $('table').textContent = '';
    $('chart-tools').hidden = true;
    hideChart();
  }

  function number(n) {
    return Number(n).toLocaleString('en');
  }

  function bytes(n) {
    if (n < 1000) return n + ' B';
    return n < 1e6 ? Math.round(n / 1e3) + ' kB' : n < 1e9 ? (n / 1e6).toFixed(1) + ' MB' : (n / 1e9).toFixed(1) + ' GB';
  }

  function cell(value) {
    if (value === null) return element('span', 'none', 'NULL');
    return document.createTextNode(typeof value === 'object' ? JSON.stringify(value) : String(value));
  }

  function isNumeric(type) {
    return /^(Nullable\(|LowCardinality\()*(U?Int|Float|Decimal|BFloat)/.test(type);
  }

  function showRows(plan) {
    var host = $('table');
    host.textContent = '';
    var table = element('table', plan ? 'plain plan' : 'plain');
    var caption = element('caption', 'sr', 'Result of the statement');
    table.appendChild(caption);
    var head = element('tr');
    result.columns.forEach(function (column) {
      var th = element('th', isNumeric(column.type) ? 'num' : '');
      th.scope = 'col';
      th.appendChild(element('span', '', column.name));
      th.appendChild(element('span', 'sql-type', column.type));
      head.appendChild(th);
    });
    table.appendChild(element('thead')).appendChild(head);
    var body = table.appendChild(element('tbody'));
    result.rows.forEach(function (row) {
      var tr = element('tr');
      row.forEach(function (value, i) {
        var td = element('td', isNumeric(result.columns[i].type) ? 'num' : '');
        td.appendChild(cell(value));
        tr.appendChild(td);
      });
      body.appendChild(tr);
    });
    host.appendChild(table);
    host.hidden = false;
    $('cut').textContent = result.cut;
    $('cut').hidden = !result.cut;
    say(
      number(result.rows.length) + (result.rows.length === 1 ? ' row' : ' rows') + (result.cut ? ' shown' : '') +
        ', ' + number(result.read_rows) + ' read (' + bytes(result.read_bytes) + '), ' + number(result.millis) + ' ms.'
    );
    offerChart(plan);
  }

  // --- chart ---

  function offerChart(plan) {
    var numeric = result.columns.some(function (column) {
      return isNumeric(column.type);
    });
    $('chart-tools').hidden = plan || !numeric || result.rows.length < 2;
    $('chart-kind').value = '';
    hideChart();
    var across = $('chart-x');
    across.textContent = '';
    result.columns.forEach(function (column, i) {
      var option = element('option', '', column.name);
      option.value = String(i);
      across.appendChild(option);
    });
  }

  function hideChart() {
    $('chart').hidden = true;
    if (chart) {
      chart.dispose();
      chart = null;
    }
  }

  function loaded() {
    if (window.echarts) return Promise.resolve();
    return new Promise(function (resolve, reject) {
      var script = element('script');
      script.src = root.dataset.echarts;
      script.onload = resolve;
      script.onerror = function () {
        reject(new Error('The chart library did not load.'));
      };
      document.head.appendChild(script);
    });
  }

  function colour(name) {
    var probe = element('span');
    probe.style.color = 'var(' + name + ')';
    document.body.appendChild(probe);
    var value = getComputedStyle(probe).color;
    probe.remove();
    return value;
  }

  function drawChart() {
    var kind = $('chart-kind').value;
    hideChart();
    if (!kind || !result) return;
    var x = Number($('chart-x').value);
    loaded()
      .then(function () {
        var host = $('chart');
        host.hidden = false;
        chart = window.echarts.init(host);
        var series = [];
        result.columns.forEach(function (column, i) {
          if (i !== x && isNumeric(column.type)) {
            series.push({
              name: column.name,
              type: kind,
              showSymbol: result.rows.length < 60,
              data: result.rows.map(function (row) {
                return row[i];
              })
            });
          }
        });
        var text = { color: colour('--text') };
        var line = { lineStyle: { color: colour('--line-strong') } };
        chart.setOption({
          animation: false,
          aria: { enabled: true },
          color: ['--accent', '--origin-ai-agent', '--origin-ai-assisted', '--origin-automation-bot', '--muted'].map(colour),
          textStyle: text,
          legend: { textStyle: text, type: 'scroll' },
          tooltip: { trigger: 'axis', renderMode: 'richText', confine: true },
          grid: { left: 8, right: 16, top: 40, bottom: 8, containLabel: true },
          xAxis: {
            type: 'category',
            data: result.rows.map(function (row) {
              return String(row[x]);
            }),
            axisLabel: text,
            axisLine: line
          },
          yAxis: { type: 'value', axisLabel: text, splitLine: { lineStyle: { color: colour('--line') } } },
          series: series
        });
        host.setAttribute('role', 'img');
        host.setAttribute('data-drawn', 'true');
      })
      .catch(fail);
  }

  // --- files ---

  function exportAs(format) {
    var one = begin('Writing the ' + format.toUpperCase() + ' file');
    if (!one) return;
    var fields = Object.assign({ sql: statement(), id: one.id, format: format }, parameters());
    var name = 'query.' + format;
    post('/data/sql/export', fields, one.controller)
      .then(function (answer) {
        if (!answer.ok) return json(answer);
        var header = /filename="([^"]+)"/.exec(answer.headers.get('Content-Disposition') || '');
        if (header) name = header[1];
        return answer.blob();
      })
      .then(function (blob) {
        return fetch('/data/sql/runs/' + one.id).then(json).then(function (ended) {
          var link = element('a');
          link.href = URL.createObjectURL(blob);
          link.download = name;
          document.body.appendChild(link);
          link.click();
          link.remove();
          setTimeout(function () {
            URL.revokeObjectURL(link.href);
          }, 10000);
          say(name + ': ' + number(ended.rows) + ' rows, ' + bytes(blob.size) + ', ' + number(ended.millis) + ' ms.');
          if (ended.outcome !== 'finished') {
            $('cut').textContent = 'This file is not the whole result: ' + (ended.message || ended.outcome) + '.';
            $('cut').hidden = false;
          }
        });
      })
      .catch(function (error) {
        fail(error.name === 'AbortError' ? new Error('The export was cancelled.') : error);
      })
      .finally(function () {
        end(one);
      });
  }

  // --- schema ---

  function loadSchema() {
    fetch('/data/sql/schema')
      .then(json)
      .then(function (views) {
        var host = $('schema');
        host.textContent = '';
        var tables = {};
        views.forEach(function (view) {
          tables['mart.' + view.name] = view.columns.map(function (column) {
            return column.name;
          });
          host.appendChild(viewNode(view));
        });
        if (editor) editor.setOption('hintOptions', { completeSingle: false, tables: tables });
        host.dataset.loaded = 'true';
      })
      .catch(function (error) {
        var host = $('schema');
        host.textContent = '';
        host.appendChild(element('p', '', 'The schema could not be read: ' + error.message));
        var retry = element('button', 'button quiet', 'Retry');
        retry.type = 'button';
        retry.addEventListener('click', loadSchema);
        host.appendChild(retry);
      });
  }

  function viewNode(view) {
    var details = element('details', 'sql-view');
    details.dataset.words = [view.name]
      .concat(
        view.columns.map(function (column) {
          return column.name;
        })
      )
      .join(' ');
    details.appendChild(element('summary', '', view.name));
    view.about.split('\n').forEach(function (paragraph) {
      if (paragraph) details.appendChild(element('p', 'fine', paragraph));
    });
    var sample = element('button', 'button quiet', 'Sample');
    sample.type = 'button';
    sample.setAttribute('aria-label', 'Sample of ' + view.name);
    sample.addEventListener('click', function () {
      setStatement('SELECT *\nFROM ' + view.call + '\nLIMIT 20');
      run();
    });
    details.appendChild(sample);
    var list = element('dl');
    view.columns.forEach(function (column) {
      var name = element('dt');
      var insert = element('button', 'sql-column', column.name);
      insert.type = 'button';
      insert.title = 'Insert ' + column.name;
      insert.addEventListener('click', function () {
        if (!editor) return;
        editor.replaceSelection(column.name);
        editor.focus();
      });
      name.appendChild(insert);
      name.appendChild(element('span', 'sql-type', column.type));
      list.appendChild(name);
      list.appendChild(element('dd', 'fine', column.about));
    });
    details.appendChild(list);
    return details;
  }

  function filterSchema() {
    var word = $('schema-filter').value.trim().toLowerCase();
    document.querySelectorAll('.sql-view').forEach(function (view) {
      view.hidden = word !== '' && view.dataset.words.indexOf(word) < 0;
    });
  }

  // --- saved queries and history ---

  var savedQueries = [];

  function showSaved(list) {
    savedQueries = list;
    var select = $('saved');
    select.textContent = '';
    select.appendChild(element('option', '', list.length ? 'Choose ..' : 'None yet')).value = '';
    list.forEach(function (one, i) {
      var whose = one.own ? (one.shared ? ' (shared)' : '') : ' (of ' + one.login + ')';
      select.appendChild(element('option', '', one.name + whose)).value = String(i);
    });
    $('delete').hidden = true;
  }

  function loadHistory() {
    fetch('/data/sql/history')
      .then(json)
      .then(function (rows) {
        var host = $('history');
        host.textContent = '';
        if (!rows.length) {
          host.appendChild(element('p', 'fine', 'You have asked nothing yet.'));
          return;
        }
        var list = element('ol', 'sql-history');
        rows.slice(0, 20).forEach(function (row) {
          var item = element('li');
          var again = element('button', 'sql-again');
          again.type = 'button';
          again.appendChild(element('code', '', row.statement.replace(/\s+/g, ' ').slice(0, 140)));
          again.addEventListener('click', function () {
            setStatement(row.statement);
            var values = JSON.parse(row.parameters);
            Object.keys(values).forEach(function (name) {
              var input = $('param-' + name);
              if (input) input.value = values[name];
            });
            if (editor) editor.focus();
          });
          item.appendChild(again);
          item.appendChild(
            element(
              'span',
              'fine',
              new Date(row.at).toLocaleString() + ', ' + row.kind + ', ' + row.outcome + ', ' + number(row.rows) + ' rows, ' + number(row.millis) + ' ms'
            )
          );
          list.appendChild(item);
        });
        host.appendChild(list);
      })
      .catch(function (error) {
        $('history').textContent = 'The history could not be read: ' + error.message;
      });
  }

  function loadSaved() {
    fetch('/data/sql/saved')
      .then(json)
      .then(showSaved)
      .catch(function () {
        showSaved([]);
      });
  }

  $('run').addEventListener('click', run);
  $('cancel').addEventListener('click', cancel);
  $('explain').addEventListener('click', function () {
    ask('/data/sql/explain', 'Explaining');
  });
  document.querySelectorAll('[data-export]').forEach(function (button) {
    button.addEventListener('click', function () {
      exportAs(button.dataset.export);
    });
  });
  $('examples').addEventListener('change', function () {
    if ($('examples').value) setStatement($('examples').value);
  });
  $('saved').addEventListener('change', function () {
    var one = savedQueries[Number($('saved').value)];
    $('delete').hidden = !$('saved').value || !one.own;
    if ($('saved').value) setStatement(one.statement);
  });
  $('delete').addEventListener('click', function () {
    var one = savedQueries[Number($('saved').value)];
    post('/data/sql/saved/' + one.id + '/delete', {})
      .then(json)
      .then(function (list) {
        showSaved(list);
        $('saved').focus();
        say('"' + one.name + '" is deleted.');
      })
      .catch(fail);
  });
  $('save').addEventListener('submit', function (event) {
    event.preventDefault();
    post('/data/sql/saved', { name: $('save-name').value, sql: statement(), for: $('save-for').value })
      .then(json)
      .then(function (list) {
        showSaved(list);
        say('"' + $('save-name').value + '" is saved.');
      })
      .catch(fail);
  });
  $('schema-filter').addEventListener('input', filterSchema);
  $('chart-kind').addEventListener('change', drawChart);
  $('chart-x').addEventListener('change', drawChart);
  document.addEventListener('plumbline:theme', drawChart);
  window.addEventListener('resize', function () {
    if (chart) chart.resize();
  });

  startEditor();
  showParameters();
  loadSchema();
  loadSaved();
  loadHistory();
})();
