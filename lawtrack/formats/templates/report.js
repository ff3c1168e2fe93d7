(function(){
"use strict";
var root=document.documentElement,table=document.querySelector("table.diff"),say=document.getElementById("say");
function each(s,f){Array.prototype.forEach.call(document.querySelectorAll(s),f)}
function on(id,event,f){var e=document.getElementById(id);if(e)e.addEventListener(event,f)}
on("theme","click",function(){
 var dark=root.dataset.theme?root.dataset.theme==="dark":matchMedia("(prefers-color-scheme: dark)").matches;
 root.dataset.theme=dark?"light":"dark";this.setAttribute("aria-pressed",String(!dark));
});
on("print","click",function(){window.print()});
if(!table)return;
var roles={TABLE:"table",THEAD:"rowgroup",TBODY:"rowgroup",TR:"row",TH:"columnheader",TD:"cell"}; // the layout takes them away in some browsers
[table].concat(Array.prototype.slice.call(table.querySelectorAll("thead,tbody,tr,th,td"))).forEach(function(e){e.setAttribute("role",roles[e.tagName])});
var rows=Array.prototype.slice.call(table.tBodies[0].rows),hits=[],at=-1;
rows.forEach(function(row){ // the left column: what the right one holds without its additions
 if(row.cells[0].colSpan>1)return;
 var old=row.insertCell(0),all=row.cells[1].cloneNode(true),label=all.querySelector("p>b:first-child"),p;
 old.className="o";old.setAttribute("role","cell");
 Array.prototype.forEach.call(all.querySelectorAll(".not-inline,.empty,.f,ins"),function(e){e.remove()});
 if(label&&!all.contains(label)&&label.textContent){ // its paragraph is new: it opens the first old one
  p=all.querySelector("p")||all.appendChild(document.createElement("p"));
  p.insertBefore(label,p.firstChild);
 }
 if(label&&!label.textContent)label.remove();
 Array.prototype.forEach.call(all.querySelectorAll("p"),function(e){e.classList.remove("gone");if(!e.textContent)e.remove()});
 while(all.firstChild)old.appendChild(all.firstChild);
 if(!old.firstChild){p=old.appendChild(document.createElement("p"));p.className="empty";p.textContent="（新增）"}
});
each(".diff a.y",function(a){ // the instruction behind a change unfolds at its place, from the list below the table
 var more=document.createElement("details"),name=document.createElement("summary");
 more.className="why";name.textContent=a.textContent;more.appendChild(name);
 more.addEventListener("toggle",function(){
  var order=document.getElementById(a.hash.slice(1));
  if(!more.open||more.lastChild!==name||!order)return;
  var text=order.firstChild.data,p=more.appendChild(document.createElement("p"));
  p.textContent=text.length>160?text.slice(0,160)+"…… ":text;
  if(text.length>160){a.textContent="全文";p.appendChild(a)}
 });
 a.replaceWith(more);
});
each("svg.map [data-to]",function(bar){ // what a bar is, told by the row it leads to
 var row=document.getElementById(bar.getAttribute("data-to")),b=row&&row.querySelector("td.n b"),title=document.createElementNS(bar.namespaceURI,"title");
 if(!b)return;
 title.textContent=(b.querySelector("ins")||b).textContent+" "+row.querySelector(".t>b").textContent;bar.appendChild(title);
});
root.classList.add("js");
root.dataset.view="side";
each("input[name=view]",function(e){e.addEventListener("change",function(){
 root.dataset.view=e.value;
 refresh();
})});
each("input[name=kind]",function(e){e.addEventListener("change",refresh)});
on("found","change",refresh);
function words(row){return row.textContent.replace(/\s+/g,"")}
function refresh(){
 var kinds={},only=document.getElementById("found"),ask=document.getElementById("search").value.replace(/\s+/g,""),shown=0;
 each("input[name=kind]",function(e){kinds[e.value]=e.checked});
 hits=[];at=-1;
 rows.forEach(function(row){
  var hit=ask&&words(row).indexOf(ask)>=0,ok=ask?hit:root.dataset.view==="new"||kinds[row.dataset.k];
  if(only&&only.checked&&!row.querySelector(".finding"))ok=false;
  row.hidden=!ok;
  if(ok){shown++;if(hit)hits.push(row)}
 });
 say.textContent=ask?(hits.length?"找到 "+hits.length+" 处条文":"没有找到“"+ask+"”"):"显示 "+shown+" / "+rows.length+" 行";
 mark(ask);
}
function mark(ask){
 if(!window.Highlight||!CSS.highlights)return;
 CSS.highlights.delete("search");
 if(!ask)return;
 var ranges=[],walk,node,i;
 hits.forEach(function(row){
  walk=document.createTreeWalker(row,NodeFilter.SHOW_TEXT);
  while((node=walk.nextNode())){
   i=node.data.indexOf(ask);
   while(i>=0){var r=new Range();r.setStart(node,i);r.setEnd(node,i+ask.length);ranges.push(r);i=node.data.indexOf(ask,i+ask.length)}
  }
 });
 CSS.highlights.set("search",new (Function.prototype.bind.apply(Highlight,[null].concat(ranges)))());
}
var timer;
on("search","input",function(){clearTimeout(timer);timer=setTimeout(refresh,120)});
on("search","keydown",function(e){
 if(e.key==="Enter"){e.preventDefault();clearTimeout(timer);if(at<0)refresh();if(hits.length){at=(at+(e.shiftKey?hits.length-1:1))%hits.length;if(at<0)at=0;show(hits[at]);say.textContent="第 "+(at+1)+" / "+hits.length+" 处"}}
 if(e.key==="Escape"){this.value="";refresh()}
});
var framed=window.top!==window; // shown inside another page: that page keeps its focus and its place
function reach(row){
 if(framed)root.scrollTop+=row.getBoundingClientRect().top-(parseFloat(getComputedStyle(root).scrollPaddingTop)||0);else row.scrollIntoView();
}
function show(row){
 row.hidden=false;row.tabIndex=-1;reach(row);
 if(!framed||document.hasFocus())row.focus({preventScroll:true});
 var tries=3;(function again(){reach(row);if(--tries)requestAnimationFrame(again)})(); // rows on the way get their true height only now
}
var digit={"零":0,"〇":0,"一":1,"二":2,"两":2,"三":3,"四":4,"五":5,"六":6,"七":7,"八":8,"九":9},size={"十":10,"百":100,"千":1000};
function number(text){
 if(/^[0-9]+$/.test(text))return+text;
 var sum=0,one=0,c;
 for(var i=0;i<text.length;i++){c=text[i];if(c in digit)one=digit[c];else if(c in size){sum+=(one||(c==="十"?1:0))*size[c];one=0}else return NaN}
 return sum+one;
}
on("jump","keydown",function(e){
 if(e.key!=="Enter")return;
 e.preventDefault();
 var m=/^(原|旧)?第?([0-9]+|[零〇一二两三四五六七八九十百千]+)条?(?:(?:之|-)([0-9]+|[一二三四五六七八九十]+))?$/.exec(this.value.replace(/\s/g,""));
 var key=m&&number(m[2])+(m[3]?"-"+number(m[3]):"");
 var row=key&&((!m[1]&&rows.find(function(r){return r.id==="art_"+key}))||rows.find(function(r){return (r.dataset.o||(/^(?:old-)?art_([0-9-]+)$/.exec(r.id)||[])[1])===key}));
 if(row){show(row);say.textContent=(row.id==="art_"+key&&!m[1]?"":"原")+"第"+m[2]+"条"}else say.textContent="没有"+this.value;
});
function go(id){var row=document.getElementById(id);if(row)show(row)}
document.addEventListener("click",function(e){
 var to=e.target.dataset&&e.target.dataset.to||e.target.getAttribute&&e.target.getAttribute("data-to");
 if(to)go(to);
 var link=e.target.closest&&e.target.closest("a[href^='#']");
 if(link){var row=document.getElementById(decodeURIComponent(link.hash.slice(1)));if(row&&row.tagName==="TR"){e.preventDefault();history.replaceState(null,"",link.hash);show(row)}}
});
if(framed)window.addEventListener("message",function(e){if(e.source===window.parent&&typeof e.data==="string"){root.classList.add("whole");go(e.data)}}); // a fragment would take the focus
if(location.hash)go(decodeURIComponent(location.hash.slice(1)));
refresh();
})();
