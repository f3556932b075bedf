<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>BottomLine</name>
    <message numerus="yes">
        <source>%n other</source>
        <translation>
            <numerusform>%n other</numerusform>
            <numerusform>%n other</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n date(s)</source>
        <translation>
            <numerusform>%n date</numerusform>
            <numerusform>%n dates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n figure(s)</source>
        <translation>
            <numerusform>%n figure</numerusform>
            <numerusform>%n figures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n organisation(s)</source>
        <translation>
            <numerusform>%n organisation</numerusform>
            <numerusform>%n organisations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation>
            <numerusform>%n place</numerusform>
            <numerusform>%n places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n s left</source>
        <translation>
            <numerusform>%n s left</numerusform>
            <numerusform>%n s left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min left</source>
        <translation>
            <numerusform>%n min left</numerusform>
            <numerusform>%n min left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Saving %n change(s)…</source>
        <translation>
            <numerusform>Saving %n change…</numerusform>
            <numerusform>Saving %n changes…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConflictsModel</name>
    <message numerus="yes">
        <source>%n article(s)</source>
        <translation>
            <numerusform>%n article</numerusform>
            <numerusform>%n articles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeleteLabelDialog</name>
    <message numerus="yes">
        <source>%n annotation(s) of the project are {name}. What shall become of them?</source>
        <translation>
            <numerusform>%n annotation of the project is {name}. What shall become of it?</numerusform>
            <numerusform>%n annotations of the project are {name}. What shall become of them?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EqualPanel</name>
    <message numerus="yes">
        <source>%n place(s) in this article</source>
        <translation>
            <numerusform>%n place in this article</numerusform>
            <numerusform>%n places in this article</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{where} · %n done already</source>
        <translation>
            <numerusform>{where} · %n done already</numerusform>
            <numerusform>{where} · %n done already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reject %n place(s)</source>
        <translation>
            <numerusform>Reject %n place</numerusform>
            <numerusform>Reject %n places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mark %n place(s)</source>
        <translation>
            <numerusform>Mark %n place</numerusform>
            <numerusform>Mark %n places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation>
            <numerusform>%n place</numerusform>
            <numerusform>%n places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n article(s)</source>
        <translation>
            <numerusform>%n article</numerusform>
            <numerusform>%n articles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FiguresDialog</name>
    <message numerus="yes">
        <source>%n figure(s)</source>
        <translation>
            <numerusform>%n figure</numerusform>
            <numerusform>%n figures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) copied</source>
        <translation>
            <numerusform>%n row copied</numerusform>
            <numerusform>%n rows copied</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LabelRows</name>
    <message numerus="yes">
        <source>%n annotation(s)</source>
        <translation>
            <numerusform>%n annotation</numerusform>
            <numerusform>%n annotations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LabelsDialog</name>
    <message numerus="yes">
        <source>With Save, %n annotation(s) will be removed; Undo brings them back.</source>
        <translation>
            <numerusform>With Save, %n annotation will be removed; Undo brings them back.</numerusform>
            <numerusform>With Save, %n annotations will be removed; Undo brings them back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n label(s) stay at the end: they have annotations, and no other name here.</source>
        <translation>
            <numerusform>%n label stays at the end: it has annotations, and no other name here.</numerusform>
            <numerusform>%n labels stay at the end: they have annotations, and no other name here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RelationList</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Saving</name>
    <message numerus="yes">
        <source>%n change(s) are not saved yet, because another program is writing to {project}. They are tried again all the time; wait until that program is done, or close it.</source>
        <translation>
            <numerusform>%n change is not saved yet, because another program is writing to {project}. It is tried again all the time; wait until that program is done, or close it.</numerusform>
            <numerusform>%n changes are not saved yet, because another program is writing to {project}. They are tried again all the time; wait until that program is done, or close it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message numerus="yes">
        <source>%n article(s)</source>
        <translation>
            <numerusform>%n article</numerusform>
            <numerusform>%n articles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Workbench</name>
    <message numerus="yes">
        <source>%n file(s) could not be read; the others were.</source>
        <translation>
            <numerusform>%n file could not be read; the others were.</numerusform>
            <numerusform>%n files could not be read; the others were.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n article(s) were in the project already.</source>
        <translation>
            <numerusform>%n article was in the project already.</numerusform>
            <numerusform>%n articles were in the project already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be read.</source>
        <translation>
            <numerusform>%n file could not be read.</numerusform>
            <numerusform>%n files could not be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There are %n remark(s) on what was read.</source>
        <translation>
            <numerusform>There is %n remark on what was read.</numerusform>
            <numerusform>There are %n remarks on what was read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message numerus="yes">
        <source>%n in the article</source>
        <translation>
            <numerusform>%n in the article</numerusform>
            <numerusform>%n in the article</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Steps</name>
    <message numerus="yes">
        <source>%n article(s)</source>
        <translation>
            <numerusform>%n article</numerusform>
            <numerusform>%n articles</numerusform>
        </translation>
    </message>
</context>
</TS>
